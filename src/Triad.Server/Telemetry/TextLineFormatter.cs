using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Triad.Core.Text;

namespace Triad.Server.Telemetry;

/// <summary>
/// A log entry as one line for people: time, level, category, message, exception. What others named is in messages and exceptions, so whatever steers a
/// terminal or would begin a line of its own is escaped.
/// </summary>
internal sealed class TextLineFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "triad-line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var exception = logEntry.Exception is { } thrown ? $" {thrown.ToString().ReplaceLineEndings(" ")}" : string.Empty;
        textWriter.WriteLine(
            $"{time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {LevelOf(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] "
            + Printable.Escape(message + exception));
    }

    private static string LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
