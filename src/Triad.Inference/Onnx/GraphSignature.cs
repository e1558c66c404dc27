namespace Triad.Inference.Onnx;

/// <summary>The inputs and the output that a graph must declare.</summary>
/// <param name="Inputs">In the order in which batches fill them.</param>
/// <param name="Output">The one output.</param>
internal sealed record GraphSignature(IReadOnlyList<OnnxTensor> Inputs, OnnxTensor Output);
