using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Shards;

/// <summary>The hits of one shard.</summary>
/// <param name="Legs">For each leg of the search its hits, at most the limit, best first; one list where it has scales.</param>
/// <param name="Sequence">The sequence number that was searched.</param>
/// <param name="Candidates">How many vectors were compared.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.shards.shard-hits")]
public sealed record ShardHits(
    [property: Id(2)] ImmutableArray<ImmutableArray<ShardHit>> Legs,
    [property: Id(1)] long Sequence,
    [property: Id(3)] long Candidates);
