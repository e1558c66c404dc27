namespace Triad.Client;

/// <summary>What one modality of a query adds to a score.</summary>
/// <param name="Modality">The modality; none for stored items, raw vectors, and what a model gives of several together.</param>
/// <param name="Score">What it adds, -1 to 1.</param>
public sealed record ScoreContribution(Modalities Modality, double Score);
