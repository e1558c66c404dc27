using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Shards;

/// <summary>The hits of one shard, best first.</summary>
/// <param name="Hits">At most the limit.</param>
/// <param name="Sequence">The sequence number that was searched.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.shards.shard-hits")]
public sealed record ShardHits(
    [property: Id(0)] ImmutableArray<ShardHit> Hits,
    [property: Id(1)] long Sequence);
