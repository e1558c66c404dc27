using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>What is asked.</summary>
/// <param name="Parts">At least one with positive weight.</param>
/// <param name="Composition">How they become one vector.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.search-query")]
public sealed record SearchQuery(
    [property: Id(0)] ImmutableArray<SearchPart> Parts,
    [property: Id(1)] SearchComposition Composition);
