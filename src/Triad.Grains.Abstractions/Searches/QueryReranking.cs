using Triad.Core.Fairness;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>That the first hits of a query are compared with its text one by one, and ordered again.</summary>
/// <param name="ModelPackage">The package that compares.</param>
/// <param name="Text">The query's text.</param>
/// <param name="Kept">The representation that it needs of a segment.</param>
/// <param name="Hits">How many of the first hits.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.query-reranking")]
public sealed record QueryReranking(
    [property: Id(0)] string ModelPackage,
    [property: Id(1)] string Text,
    [property: Id(2)] RepresentationName Kept,
    [property: Id(3)] int Hits)
{
    /// <summary>The weight of the tenant that asks.</summary>
    [Id(60)]
    public double Weight { get; init; } = FairShare.DefaultWeight;
}
