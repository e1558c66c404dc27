namespace Triad.Inference.Onnx;

/// <summary>What a graph file says about itself, read without running it.</summary>
/// <param name="Opsets">Operator set versions by domain; the standard domain is empty.</param>
/// <param name="Inputs">The graph's inputs, initialisers left out.</param>
/// <param name="Outputs">The graph's outputs.</param>
/// <param name="External">Weights that lie in files beside it.</param>
/// <param name="NotANumber">Names of weights that hold a NaN.</param>
/// <param name="Operators">The operators that it uses.</param>
internal sealed record OnnxModel(
    IReadOnlyDictionary<string, long> Opsets,
    IReadOnlyList<OnnxTensor> Inputs,
    IReadOnlyList<OnnxTensor> Outputs,
    IReadOnlyList<ExternalTensor> External,
    IReadOnlyList<string> NotANumber,
    IReadOnlySet<string> Operators)
{
    /// <summary>True where it takes one scale for all that shares a batch: a row's result then depends on its neighbours.</summary>
    public bool QuantizesByBatch => Operators.Any(name => name.StartsWith("DynamicQuantize", StringComparison.Ordinal));
}
