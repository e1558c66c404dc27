namespace Triad.Inference.Onnx;

/// <summary>What a graph must declare.</summary>
/// <param name="Inputs">All of its inputs.</param>
/// <param name="Outputs">The outputs that are wanted.</param>
internal sealed record GraphSignature(IReadOnlyList<OnnxTensor> Inputs, IReadOnlyList<OnnxTensor> Outputs)
{
    /// <summary>The operator set of the graphs that Triad's own exporters write.</summary>
    public const long Opset = 17;

    /// <summary>The oldest operator set that is taken.</summary>
    public long LeastOpset { get; init; } = Opset;

    /// <summary>The newest operator set that is taken.</summary>
    public long MostOpset { get; init; } = Opset;

    /// <summary>True where the graph may have outputs besides those wanted, which are not computed for anybody.</summary>
    public bool MoreOutputs { get; init; }
}
