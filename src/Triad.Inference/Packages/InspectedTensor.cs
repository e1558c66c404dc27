namespace Triad.Inference.Packages;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Shape">Its sizes; null for one that may be any.</param>
public sealed record InspectedTensor(string Name, string Type, IReadOnlyList<long?> Shape);
