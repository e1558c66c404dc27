using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>The hits of a search as page one saw them, or a part of them.</summary>
/// <param name="Space">The space that was searched.</param>
/// <param name="Grouping">What one hit stands for.</param>
/// <param name="Hits">Best first.</param>
/// <param name="IsWhole">True where the index has no hits beyond those that were frozen.</param>
/// <param name="ShardsAsked">How many shards were asked.</param>
/// <param name="ShardsAnswered">How many of them answered each time.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.ranking")]
public sealed record Ranking(
    [property: Id(0)] SpaceId Space,
    [property: Id(1)] HitGrouping Grouping,
    [property: Id(2)] ImmutableArray<RankedHit> Hits,
    [property: Id(3)] bool IsWhole,
    [property: Id(4)] int ShardsAsked,
    [property: Id(5)] int ShardsAnswered);
