using Microsoft.Extensions.Logging;

namespace Triad.Inference.Onnx;

internal static partial class DeviceLog
{
    [LoggerMessage(21, LogLevel.Information, "Graphs run on the GPU {DeviceId}.")]
    public static partial void GpuChosen(this ILogger logger, int deviceId);

    [LoggerMessage(22, LogLevel.Warning, "This build has CUDA, but no GPU can be used: graphs run on the CPU. {Reason}")]
    public static partial void GpuMissing(this ILogger logger, string reason);
}
