using System.Text.Json.Serialization;
using Triad.Backup;
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
    public const string WrongUse = "WRONG_USE";

    private const string Failed = "FAILED";
    private const string TenantField = "tenant_id";

    /// <summary>What the tool ends with after it.</summary>
    [JsonIgnore]
    public int ExitCode => Reason == WrongUse ? Invocation.ExitCode.WrongUse : Invocation.ExitCode.Failed;

    /// <summary>What to say of an exception; null of one that is a bug, whose stack is worth more than a sentence.</summary>
    public static FailureReport? Of(Exception exception) => exception switch
    {
        TriadException refusal => From(refusal),
        CommandException command => new FailureReport(
            command.ExitCode == Invocation.ExitCode.WrongUse ? WrongUse : Failed, command.Message, command.Field, command.Value, command.Remedy),
        EvaluationException evaluation => new FailureReport(
            evaluation.IsWrongUse ? WrongUse : Failed, evaluation.Message, evaluation.Field, evaluation.Value, evaluation.Remedy),
        BackupException backup => new FailureReport("BACKUP", backup.Message, backup.Field, backup.Value, backup.Remedy),
        OperationCanceledException => new FailureReport("CANCELLED", "cancelled"),
        IOException or UnauthorizedAccessException => new FailureReport("FILE", exception.Message),
        _ => null,
    };

    public static FailureReport From(TriadException exception)
    {
        var report = new FailureReport(exception.Reason, exception.Message, exception.Field, exception.Value, exception.Remedy);

        // The call has a field for it, which somebody at a command line does not know.
        if (exception is { Field: TenantField, Value: null or "" })
            report = report with { Message = "An operator's key has no tenant of its own", Field = GlobalOptions.Tenant.Name, Remedy = $"Name one with {GlobalOptions.Tenant.Name}" };
        return report with { Retryable = exception.Retryable, TraceId = exception.TraceId };
    }

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
