using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>How well a text and each of some segments belong together.</summary>
/// <param name="Scores">Numbers that order them, one a segment.</param>
/// <param name="Compute">What was computed for them.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.rerank-scores")]
public sealed record RerankScores(
    [property: Id(80)] ImmutableArray<float> Scores,
    [property: Id(81)] TimeSpan Compute);
