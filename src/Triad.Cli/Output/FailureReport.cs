using Triad.Cli.Invocation;
using Triad.Client;
using Triad.Evaluation;

namespace Triad.Cli.Output;

/// <summary>A failure as the tool prints it, as a line or as JSON.</summary>
internal sealed record FailureReport(
    string Reason,
    string Message,
    string? Field = null,
    string? Value = null,
    string? Remedy = null,
    bool Retryable = false,
    string? TraceId = null)
{
    public static FailureReport From(CommandException exception) => new(
        exception.ExitCode == ExitCode.WrongUse ? "WRONG_USE" : "FAILED",
        exception.Message,
        exception.Field,
        exception.Value,
        exception.Remedy);

    public static FailureReport From(EvaluationException exception) => new(
        exception.IsWrongUse ? "WRONG_USE" : "FAILED", exception.Message, exception.Field, exception.Value, exception.Remedy);

    public static FailureReport From(TriadException exception) => new(
        exception.Reason,
        exception.Message,
        exception.Field,
        exception.Value,
        exception.Remedy,
        exception.Retryable,
        exception.TraceId);

    /// <summary>One line: the message, then field and value where the message does not name them, then the remedy.</summary>
    public string ToLine()
    {
        var line = Message.TrimEnd('.', ' ');
        if (Field is not null && !line.Contains(Field, StringComparison.Ordinal))
            line += Value is null ? $" ({Field})" : $" ({Field} = {Value})";
        // The platform's messages end with the remedy already.
        if (Remedy?.TrimEnd('.', ' ') is { } remedy && !line.Contains(remedy, StringComparison.Ordinal))
            line += $": {remedy}";
        line = line.ReplaceLineEndings(" ") + $" [{Reason}]";
        return TraceId is null ? line : $"{line} trace {TraceId}";
    }
}
