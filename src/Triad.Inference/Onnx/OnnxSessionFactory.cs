using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Triad.Inference.Kinds;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Onnx;

/// <summary>Opens graphs in ONNX Runtime.</summary>
internal sealed class OnnxSessionFactory(OnnxOptions options)
{
    /// <summary>Opens a graph of a package.</summary>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refuses the graph, or the device is not there.</exception>
    public IBatchGraph Open(PackageContent package, PackageGraph graph)
    {
        using var session = CreateOptions();
        var opened = package.ExternalWeights.Contains(graph.Name)
            ? new InferenceSession(Path.Combine(package.Folder, graph.File), session)
            : new InferenceSession(package.Graphs[graph.Name], session);
        return new OnnxGraph($"{package.Manifest.Id}/{graph.Name}", graph.Layout, opened);
    }

    /// <summary>The options of a session.</summary>
    public SessionOptions CreateOptions()
    {
        var session = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            InterOpNumThreads = 1,
            IntraOpNumThreads = Math.Max(1, options.IntraOpThreads),
            EnableCpuMemArena = options.MemoryArena,

            // Shapes change from batch to batch, and a plan of memory holds for one shape only.
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // Threads that spin while they wait would take the processor from decoding and from other batches.
        session.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");

        // Without VNNI, products of uint8 and int8 overflow 16 bits: results of int8 packages would depend on the processor. With it this costs nothing.
        session.AddSessionConfigEntry("session.x64quantprecision", "1");
        if (options.Device == OnnxDevice.Cuda)
            AppendCuda(session);
        return session;
    }

    private void AppendCuda(SessionOptions session)
    {
        using var cuda = new OrtCUDAProviderOptions();
        var settings = new Dictionary<string, string>
        {
            ["device_id"] = options.DeviceId.ToString(CultureInfo.InvariantCulture),
            ["arena_extend_strategy"] = "kSameAsRequested",
        };
        if (options.GpuMemoryMebibytes > 0)
            settings["gpu_mem_limit"] = ((long)options.GpuMemoryMebibytes << 20).ToString(CultureInfo.InvariantCulture);
        cuda.UpdateOptions(settings);
        session.AppendExecutionProvider_CUDA(cuda);
    }
}
