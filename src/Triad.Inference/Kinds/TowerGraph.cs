namespace Triad.Inference.Kinds;

/// <summary>One of the two graphs.</summary>
/// <param name="File">The ONNX file.</param>
/// <param name="Input">The input of pixels or ids.</param>
/// <param name="Output">The output that is the vector, normalised or not.</param>
/// <param name="Batch">Which rows it takes at once.</param>
internal sealed record TowerGraph(string File, string Input, string Output, BatchRule Batch)
{
    /// <summary>Most rows of a batch.</summary>
    public int MostRows => Batch == BatchRule.Shared ? int.MaxValue : 1;
}
