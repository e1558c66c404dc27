namespace Triad.Inference.Onnx;

/// <summary>Tells whether graphs can run on a GPU here.</summary>
internal interface ICudaProbe
{
    /// <summary>True where this build has ONNX Runtime's CUDA provider.</summary>
    bool IsInBuild { get; }

    /// <summary>Runs nothing, but opens a graph on the GPU.</summary>
    /// <returns>Null, or why it cannot be done.</returns>
    string? Try(int deviceId);
}
