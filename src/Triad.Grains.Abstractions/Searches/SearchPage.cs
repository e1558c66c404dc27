using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>Where a page ended.</summary>
/// <param name="Space">The space that was searched.</param>
/// <param name="Sequences">What page one saw of each shard.</param>
/// <param name="Score">The last hit's score.</param>
/// <param name="PointId">The last hit's point.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.search-page")]
public sealed record SearchPage(
    [property: Id(0)] string Space,
    [property: Id(1)] ImmutableArray<ShardSequence> Sequences,
    [property: Id(2)] float Score,
    [property: Id(3)] Guid PointId);
