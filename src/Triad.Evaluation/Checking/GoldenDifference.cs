namespace Triad.Evaluation.Checking;

/// <summary>How far what a package computes is from what it should.</summary>
/// <param name="MaxAbsDiff">Largest difference of any number of the normalised rows.</param>
/// <param name="MinCosine">Smallest cosine between two rows.</param>
public sealed record GoldenDifference(double MaxAbsDiff, double MinCosine);
