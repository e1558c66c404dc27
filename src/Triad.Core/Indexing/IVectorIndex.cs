using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Core.Indexing;

/// <summary>
/// Holds the vectors of shards. Writers carry an epoch: a write with an epoch below the shard's is refused with EpochStale. Every write has
/// a sequence number, counted from 1 per shard; repeating a write changes nothing but the number. What was acknowledged survives a power cut.
/// Readers see a snapshot: a write wholly or not at all.
/// </summary>
public interface IVectorIndex
{
    /// <summary>
    /// Opens a shard for writing, making it where there is none, and raises its epoch. SpaceMismatch where it holds another space.
    /// </summary>
    /// <returns>The shard's sequence number.</returns>
    Task<Result<long>> OpenAsync(ShardId shard, SpaceId space, int dimension, long epoch, CancellationToken cancellationToken);

    /// <summary>Writes points, replacing those of the same id, in one transaction. Returns the write's sequence number.</summary>
    Task<Result<long>> UpsertAsync(ShardId shard, long epoch, IReadOnlyList<VectorPoint> points, CancellationToken cancellationToken);

    /// <summary>Deletes a video's points: one generation, or all where it is null. Returns the write's sequence number.</summary>
    Task<Result<long>> DeleteAsync(ShardId shard, long epoch, VideoId video, int? generation, CancellationToken cancellationToken);

    /// <summary>Searches exactly. A shard that does not exist has no hits and sequence 0.</summary>
    Task<Result<VectorHits>> SearchAsync(VectorQuery query, CancellationToken cancellationToken);

    /// <summary>A video generation's points in order of segment and representation, those of the whole video first; one segment, or all where it is null.</summary>
    Task<Result<IReadOnlyList<VectorPoint>>> GetAsync(
        ShardId shard,
        VideoGeneration video,
        int? segment,
        CancellationToken cancellationToken);

    /// <summary>Waits until searches see a sequence number. TimedOut where that takes too long; QueueFull where too many wait.</summary>
    Task<Result> WaitAsync(ShardId shard, long sequence, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Deletes a shard and everything in it; success where there is none.</summary>
    Task<Result> DropAsync(ShardId shard, long epoch, CancellationToken cancellationToken);
}
