namespace Triad.Inference.Onnx;

/// <summary>Where graphs run.</summary>
public enum OnnxDevice
{
    /// <summary>The GPU where this build has CUDA and one can be used; else the processor, which the start says.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU, by ONNX Runtime's CUDA provider.</summary>
    Cuda,
}
