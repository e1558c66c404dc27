using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Scores;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>Where a page ended.</summary>
/// <param name="Space">The space that was searched.</param>
/// <param name="Sequences">What page one saw of each shard.</param>
/// <param name="Last">The last hit's place.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.search-page")]
public sealed record SearchPage(
    [property: Id(0)] SpaceId Space,
    [property: Id(1)] ImmutableArray<ShardSequence> Sequences,
    [property: Id(2)] ScoreCursor Last)
{
    /// <summary>Where the next page begins in the frozen ranking of page one; null where the index looks back by itself.</summary>
    [Id(3)]
    public RankingPlace? Ranking { get; init; }

    /// <summary>The scales by which page one made scores comparable, a representation each; empty where it did not.</summary>
    [Id(4)]
    public ImmutableArray<ScoreScale> Scales { get; init; } = [];
}
