using Microsoft.Extensions.Logging;

namespace Triad.Inference.Kinds.Remote;

internal static partial class RemoteLog
{
    [LoggerMessage(31, LogLevel.Warning, "The endpoint of {Package} does not answer: {Problem}")]
    public static partial void EndpointUnreachable(this ILogger logger, string package, string problem);

    [LoggerMessage(32, LogLevel.Warning, "The endpoint of {Package} answered with status {Status}: {Said}")]
    public static partial void EndpointRefused(this ILogger logger, string package, int status, string said);
}
