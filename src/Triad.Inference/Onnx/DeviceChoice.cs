using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Inference.Hosting;

namespace Triad.Inference.Onnx;

/// <summary>Where this process runs graphs: decided once, and told in the log.</summary>
public sealed class DeviceChoice
{
    private const string Setting = "Triad:Inference:Onnx:Device";

    internal DeviceChoice(IOptions<InferenceOptions> options, ICudaProbe cuda, ILogger<DeviceChoice> logger)
    {
        var asked = options.Value.Onnx;
        if (asked.Device != OnnxDevice.Auto)
        {
            Device = asked.Device;
            Description = $"{NameOf(Device, asked)}, as {Setting} says";
            return;
        }

        if (!cuda.IsInBuild)
        {
            (Device, Description) = (OnnxDevice.Cpu, "CPU");
            return;
        }

        var problem = cuda.Try(asked.DeviceId);
        Device = problem is null ? OnnxDevice.Cuda : OnnxDevice.Cpu;
        Description = problem is null ? NameOf(Device, asked) : $"CPU: this build has CUDA, but no GPU can be used ({problem})";
        if (problem is null)
            logger.GpuChosen(asked.DeviceId);
        else
            logger.GpuMissing(problem);
    }

    /// <summary>The device; never <see cref="OnnxDevice.Auto"/>.</summary>
    public OnnxDevice Device { get; }

    /// <summary>The device and why, for people.</summary>
    public string Description { get; }

    private static string NameOf(OnnxDevice device, OnnxOptions options) => device == OnnxDevice.Cuda ? $"GPU {options.DeviceId}" : "CPU";
}
