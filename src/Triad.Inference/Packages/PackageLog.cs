using Microsoft.Extensions.Logging;

namespace Triad.Inference.Packages;

internal static partial class PackageLog
{
    [LoggerMessage(11, LogLevel.Information, "Loaded the model package {Package}, space {Space}, in {Seconds:0.00} s; it takes {Mebibytes} MiB.")]
    public static partial void PackageLoaded(this ILogger logger, string package, string space, double seconds, long mebibytes);

    [LoggerMessage(12, LogLevel.Warning, "The model package {Package} is refused: {File} {Field}: {Problem}.")]
    public static partial void PackageRefused(this ILogger logger, string package, string file, string field, string problem);

    [LoggerMessage(13, LogLevel.Information, "Unloaded the model package {Package} of {Mebibytes} MiB ({Why}). It is loaded again when it is used.")]
    public static partial void PackageUnloaded(this ILogger logger, string package, long mebibytes, string why);

    [LoggerMessage(
        14,
        LogLevel.Warning,
        "The model package {Package} needs {Mebibytes} MiB, and no room came free within {Seconds} s. See Triad:Inference:Packages.")]
    public static partial void NoRoom(this ILogger logger, string package, long mebibytes, double seconds);
}
