namespace Triad.Inference.Onnx;

/// <summary>How ONNX Runtime runs graphs.</summary>
public sealed record OnnxOptions
{
    /// <summary>Where graphs run. Cuda without the provider or a GPU fails with a clear error; Auto falls back to the processor and says so.</summary>
    public OnnxDevice Device { get; set; } = OnnxDevice.Auto;

    /// <summary>Index of the GPU.</summary>
    public int DeviceId { get; set; }

    /// <summary>Threads inside one batch; 0 chooses 1 on the CPU, where batches run side by side.</summary>
    public int IntraOpThreads { get; set; }

    /// <summary>True to keep freed tensor memory for the next batch: faster, and memory stays at its peak.</summary>
    public bool MemoryArena { get; set; } = true;

    /// <summary>Most GPU memory in mebibytes; 0 sets no limit.</summary>
    public int GpuMemoryMebibytes { get; set; }
}
