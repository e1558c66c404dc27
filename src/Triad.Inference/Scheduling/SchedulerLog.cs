using Microsoft.Extensions.Logging;

namespace Triad.Inference.Scheduling;

internal static partial class SchedulerLog
{
    [LoggerMessage(1, LogLevel.Warning, "A batch of {Rows} rows of length {Length} failed in {Graph}; its rows are run one by one.")]
    public static partial void BatchFailed(this ILogger logger, string graph, int rows, int length, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "A row of length {Length} failed in {Graph}.")]
    public static partial void RowFailed(this ILogger logger, string graph, int length, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "{Graph} gave a value that is not finite for a row of length {Length}.")]
    public static partial void NotFinite(this ILogger logger, string graph, int length);
}
