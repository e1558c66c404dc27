using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Metadata;

namespace Triad.Core.Indexing;

/// <summary>
/// Writes the points of shards. Writers carry an epoch: a write with an epoch below the shard's is refused with EpochStale. Every write has a sequence
/// number, counted from 1 a shard: readers see the write once they have reached it (<see cref="IVectorReader.WaitAsync"/>). Repeating a write changes
/// nothing but the number. What was acknowledged survives a power cut.
/// </summary>
public interface IVectorWriter
{
    /// <summary>
    /// Opens a shard for writing, making it where there is none, raises its epoch, and adds the representations that it lacks. SpaceMismatch where it
    /// holds another space; FieldInvalid where a representation has another dimension in it.
    /// </summary>
    /// <returns>The shard's sequence number.</returns>
    Task<Result<long>> OpenAsync(
        ShardId shard,
        SpaceId space,
        IReadOnlyList<RepresentationShape> representations,
        long epoch,
        CancellationToken cancellationToken);

    /// <summary>Writes points, each in place of the stored one of the same segment, all or none. Returns the write's sequence number.</summary>
    Task<Result<long>> UpsertAsync(ShardId shard, long epoch, IReadOnlyList<VectorPoint> points, CancellationToken cancellationToken);

    /// <summary>Deletes a video's points: one generation, or all where it is null. Returns the write's sequence number.</summary>
    Task<Result<long>> DeleteAsync(ShardId shard, long epoch, VideoId video, int? generation, CancellationToken cancellationToken);

    /// <summary>
    /// Gives all points of a video, of every generation, other metadata in place of what they have; success where there are none. Returns the write's
    /// sequence number.
    /// </summary>
    Task<Result<long>> SetMetadataAsync(
        ShardId shard, long epoch, VideoId video, ImmutableDictionary<string, MetadataValue> metadata, CancellationToken cancellationToken);

    /// <summary>How many points are stored of a video: of one generation, or all where it is null. 0 where there is no such shard.</summary>
    Task<Result<long>> CountAsync(ShardId shard, VideoId video, int? generation, CancellationToken cancellationToken);
}
