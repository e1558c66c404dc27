namespace Triad.Grains.Abstractions.Shards;

/// <summary>Where a shard is.</summary>
/// <param name="Phase">The state of its file.</param>
/// <param name="Bytes">Bytes of the stored file; 0 where there is none.</param>
/// <param name="Vectors">Vectors in the stored file; 0 where there is none.</param>
/// <param name="Run">In the answer to an offload: the run that goes on yet, to ask about. 0 where it has ended.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.shards.shard-residence")]
public sealed record ShardResidence(
    [property: Id(0)] ShardPhase Phase,
    [property: Id(1)] long Bytes,
    [property: Id(2)] long Vectors,
    [property: Id(3)] long Run = 0)
{
    /// <summary>True where its file is only in the media store.</summary>
    public bool IsAway => Phase is ShardPhase.Offloaded or ShardPhase.Restoring;
}
