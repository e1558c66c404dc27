using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;

namespace Triad.Core.Indexing;

/// <summary>
/// Lets the files of shards leave the machine and come back, for an index that keeps them itself; others register none. The writer of a shard
/// decides when; nobody uses the shard while its files are dropped or fetched. Every call can be repeated with the same end.
/// </summary>
public interface IShardFiles
{
    /// <summary>Shards with files here that nobody has searched or written for so long, over restarts too.</summary>
    Task<Result<IReadOnlyList<ShardId>>> UnusedAsync(TimeSpan since, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a shard's file as a blob and reads the blob back. Searches and writes go on meanwhile. Conflict where the shard was written to meanwhile,
    /// Unavailable where the blob is not what was written; EpochStale where another writer has taken over.
    /// </summary>
    Task<Result<ShardFile>> StoreAsync(ShardId shard, long epoch, IMediaStore store, MediaKey blob, CancellationToken cancellationToken);

    /// <summary>Whether a shard's file is still what was stored.</summary>
    Task<Result<bool>> IsStillAsync(ShardId shard, long epoch, ShardFile stored, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes the files of a shard here, durably. Until they are fetched again the index refuses the shard with Unavailable: it never answers as if
    /// the shard were empty. EpochStale, and nothing deleted, where a writer of a higher epoch has brought it back.
    /// </summary>
    Task<Result> DropAsync(ShardId shard, long epoch, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a stored file in the place of what there is, durably, under a higher epoch: who had the shard open before is refused. A file here that was
    /// written to after that was stored stays, under that epoch: what was written was acknowledged.
    /// Internal where the blob is not what was stored; EpochStale, and nothing replaced, where a writer of a higher epoch was faster.
    /// </summary>
    Task<Result> FetchAsync(ShardId shard, long epoch, IMediaStore store, MediaKey blob, ShardFile stored, CancellationToken cancellationToken);
}
