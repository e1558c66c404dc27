using System.CommandLine;
using Triad.Cli;

return await TriadTool.RunAsync(args, new InvocationConfiguration());
