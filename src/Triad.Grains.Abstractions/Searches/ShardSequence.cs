namespace Triad.Grains.Abstractions.Searches;

/// <summary>A shard and a sequence number: a part of a watermark.</summary>
/// <param name="Shard">The shard's number.</param>
/// <param name="Sequence">The sequence number.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.shard-sequence")]
public sealed record ShardSequence(
    [property: Id(0)] int Shard,
    [property: Id(1)] long Sequence);
