namespace Triad.Inference.Hub;

/// <summary>A package that goes into an ensemble.</summary>
/// <param name="Name">What it is called there.</param>
/// <param name="Package">Its folder.</param>
/// <param name="Weight">How much its scores count, greater than 0.</param>
public sealed record EnsembleChoice(string Name, string Package, double Weight);
