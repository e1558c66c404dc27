using Microsoft.Extensions.Logging;

namespace Triad.Inference.Packages;

internal static partial class PackageLog
{
    [LoggerMessage(11, LogLevel.Information, "Loaded the model package {Package}, space {Space}, in {Seconds:0.00} s.")]
    public static partial void PackageLoaded(this ILogger logger, string package, string space, double seconds);

    [LoggerMessage(12, LogLevel.Warning, "The model package {Package} is refused: {File} {Field}: {Problem}.")]
    public static partial void PackageRefused(this ILogger logger, string package, string file, string field, string problem);
}
