namespace Triad.Evaluation.Checking;

/// <summary>What a comparison with stored results found.</summary>
/// <param name="Keys">By key of the stored results.</param>
/// <param name="MaxAbsDiff">The largest of all.</param>
public sealed record GoldenReport(IReadOnlyDictionary<string, GoldenDifference> Keys, double MaxAbsDiff);
