namespace Triad.Inference.Packages;

/// <summary>A graph of a package.</summary>
/// <param name="Name">Its name within the package.</param>
/// <param name="File">Its file.</param>
/// <param name="Bytes">Its size, weights in other files included.</param>
/// <param name="Inputs">What it takes.</param>
/// <param name="Outputs">What it gives.</param>
public sealed record InspectedGraph(
    string Name, string File, long Bytes, IReadOnlyList<InspectedTensor> Inputs, IReadOnlyList<InspectedTensor> Outputs);
