using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Scores;

namespace Triad.Grains.Abstractions.Shards;

/// <summary>A search in one shard.</summary>
/// <param name="Space">The space of the vectors.</param>
/// <param name="Legs">The representations that are asked, each once.</param>
/// <param name="Filter">The user's filter.</param>
/// <param name="Grouping">What one hit stands for.</param>
/// <param name="Limit">How many hits a leg.</param>
/// <param name="After">Where to go on, or null.</param>
/// <param name="MaxSequence">Keeps pages stable, or null.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.shards.shard-search")]
public sealed record ShardSearch(
    [property: Id(0)] SpaceId Space,
    [property: Id(10)] ImmutableArray<ShardLeg> Legs,
    [property: Id(3)] Filter Filter,
    [property: Id(4)] HitGrouping Grouping,
    [property: Id(5)] int Limit,
    [property: Id(6)] ScoreCursor? After,
    [property: Id(7)] long? MaxSequence)
{
    /// <summary>Whether segments or whole videos are compared.</summary>
    [Id(8)]
    public VectorLevel Level { get; init; }

    /// <summary>True to get the matched vectors with the hits: only an explanation needs them.</summary>
    [Id(9)]
    public bool WithVectors { get; init; }

    /// <summary>A scale for each leg, where the legs are one list; else empty.</summary>
    [Id(11)]
    public ImmutableArray<ScoreScale> Scales { get; init; } = [];
}
