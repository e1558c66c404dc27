namespace Triad.Cli.Invocation;

/// <summary>Ends a command with one line for a person: what is wrong, with which value, and what to do.</summary>
internal sealed class CommandException(string message, int exitCode = ExitCode.Failed) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public string? Field { get; init; }

    public string? Value { get; init; }

    public string? Remedy { get; init; }

    public static CommandException WrongUse(string field, string? value, string remedy) =>
        new(value is null ? $"{field} is missing" : $"{field} '{value}' is not valid", Invocation.ExitCode.WrongUse)
        {
            Field = field,
            Value = value,
            Remedy = remedy,
        };
}
