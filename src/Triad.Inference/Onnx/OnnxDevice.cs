namespace Triad.Inference.Onnx;

/// <summary>Where graphs run.</summary>
public enum OnnxDevice
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU, by ONNX Runtime's CUDA provider.</summary>
    Cuda,
}
