namespace Triad.Grains.Abstractions.Searches;

/// <summary>Where the next page begins in a frozen ranking.</summary>
/// <param name="Ranking">The ranking's random id.</param>
/// <param name="Place">The number of hits before it.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.ranking-place")]
public sealed record RankingPlace(
    [property: Id(0)] Guid Ranking,
    [property: Id(1)] int Place);
