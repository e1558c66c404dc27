namespace Triad.Inference.Onnx;

/// <summary>The operator sets of graphs that others have exported.</summary>
internal static class HubOpsets
{
    /// <summary>The oldest: exports of 2020.</summary>
    public const long Least = 9;

    /// <summary>The newest that ONNX Runtime runs.</summary>
    public const long Most = 25;
}
