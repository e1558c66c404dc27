using System.Globalization;
using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using Triad.Inference.Kinds;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Onnx;

/// <summary>Opens graphs in ONNX Runtime. Graphs of the same content share a session.</summary>
internal sealed class OnnxSessionFactory(OnnxOptions options)
{
    private readonly SessionPool _sessions = new();

    /// <summary>How many sessions are open.</summary>
    public int Count => _sessions.Count;

    /// <summary>
    /// A graph of a package that is opened by its first batch. Its file is read again then, and must be what was checked.
    /// </summary>
    public IBatchGraph OpenLater(PackageContent package, PackageGraph graph)
    {
        // The package's content is not held: it has the bytes of all graphs.
        var (key, path, name) = (KeyOf(package, graph), Path.Combine(package.Folder, graph.File), NameOf(package, graph));
        var (hash, isExternal) = (package.Manifest.Sha256[graph.File], package.ExternalWeights.Contains(graph.Name));
        return new LaterGraph(name, graph.Layout, () =>
        {
            var opened = _sessions.Rent(key, () =>
            {
                using var session = CreateOptions();
                var bytes = File.ReadAllBytes(path);
                if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != hash)
                    throw new InvalidDataException($"The file {Path.GetFileName(path)} was changed since it was checked.");
                return isExternal ? new InferenceSession(path, session) : new InferenceSession(bytes, session);
            });
            return new OnnxGraph(name, graph.Layout, opened.Session, opened);
        });
    }

    /// <summary>Opens a graph of a package.</summary>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refuses the graph, or the device is not there.</exception>
    public IBatchGraph Open(PackageContent package, PackageGraph graph)
    {
        var opened = _sessions.Rent(KeyOf(package, graph), () =>
        {
            using var session = CreateOptions();
            return package.ExternalWeights.Contains(graph.Name)
                ? new InferenceSession(Path.Combine(package.Folder, graph.File), session)
                : new InferenceSession(package.Graphs[graph.Name], session);
        });
        return new OnnxGraph(NameOf(package, graph), graph.Layout, opened.Session, opened);
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

        // Without VNNI, products of uint8 and int8 overflow 16 bits: results of int8 packages would depend on the processor. With it this
        // costs nothing.
        session.AddSessionConfigEntry("session.x64quantprecision", "1");
        if (options.Device == OnnxDevice.Cuda)
            AppendCuda(session);
        return session;
    }

    private static string NameOf(PackageContent package, PackageGraph graph) => $"{package.Manifest.Id}/{graph.Name}";

    // Weights outside of a graph are among the package's files: with those equal too, so is the graph.
    private static string KeyOf(PackageContent package, PackageGraph graph)
    {
        var hashes = package.Manifest.Sha256;
        return package.ExternalWeights.Contains(graph.Name)
            ? string.Join(';', hashes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")
                .Prepend(hashes[graph.File]))
            : hashes[graph.File];
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
