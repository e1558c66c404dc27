using System.CommandLine;
using Triad.Cli;

// Long enough for the processes that a command has started to take leave, once it is told to end.
return await TriadTool.RunAsync(args, new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
