using System.CommandLine;
using Triad.Cli.Connection;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Invocation;

/// <summary>What a running command has at hand.</summary>
internal sealed class CommandContext(ParseResult parsed, CommandOutput output)
{
    public ParseResult Parsed { get; } = parsed;

    public CommandOutput Output { get; } = output;

    /// <summary>A client for the platform that flags, environment or the local data directory name.</summary>
    public TriadClient Connect() => ConnectionSettings.Resolve(Parsed).Connect();

    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    public T Get<T>(Argument<T> argument) => Parsed.GetValue(argument)!;
}
