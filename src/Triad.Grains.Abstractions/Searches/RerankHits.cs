using System.Collections.Immutable;
using Triad.Core.Fairness;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>A text and what is kept of segments, to be compared one by one.</summary>
/// <param name="ModelPackage">The package that compares.</param>
/// <param name="Space">Its space.</param>
/// <param name="Text">The text.</param>
/// <param name="Kept">Of each segment the vector that the package keeps.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.rerank-hits")]
public sealed record RerankHits(
    [property: Id(0)] string ModelPackage,
    [property: Id(1)] SpaceId Space,
    [property: Id(2)] string Text,
    [property: Id(3)] ImmutableArray<ImmutableArray<float>> Kept)
{
    /// <summary>The tenant that asks, as work counts to it; empty for nobody.</summary>
    [Id(60)]
    public string Flow { get; init; } = string.Empty;

    /// <summary>Its weight.</summary>
    [Id(61)]
    public double Weight { get; init; } = FairShare.DefaultWeight;
}
