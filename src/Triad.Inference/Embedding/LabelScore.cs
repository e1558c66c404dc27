namespace Triad.Inference.Embedding;

/// <summary>How probable a class is.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Score">The probability, 0 to 1.</param>
public sealed record LabelScore(string Label, double Score);
