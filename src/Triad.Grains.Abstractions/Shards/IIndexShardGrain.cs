using System.Collections.Immutable;
using Orleans.Concurrency;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;
using Triad.Core.Scores;

namespace Triad.Grains.Abstractions.Shards;

/// <summary>
/// The writer of one shard. Key: <see cref="IndexShardKey"/>. A generation is staged (hidden from searches), written, and published; the
/// generations that it replaces are hidden and removed. Each activation raises the shard's epoch, so that a lost twin can write nothing.
/// </summary>
[Alias("triad.IIndexShardGrain")]
public interface IIndexShardGrain : IGrainWithStringKey
{
    /// <summary>
    /// Hides a generation until it is published, and opens the index for its representations. Refused with EpochStale where the video was
    /// removed up to this generation.
    /// </summary>
    [Alias("Stage")]
    Task<Result> StageAsync(
        VideoId video,
        int generation,
        SpaceId space,
        ImmutableArray<RepresentationShape> representations,
        CancellationToken cancellationToken);

    /// <summary>Writes segments of a staged generation; a repeat changes nothing. Returns the sequence number.</summary>
    [Alias("Upsert")]
    Task<Result<long>> UpsertAsync(UpsertSegments request, CancellationToken cancellationToken);

    /// <summary>
    /// Shows a generation and removes the one that it replaces (0 for none); a repeat changes nothing. Returns the sequence number from
    /// which searches see it.
    /// </summary>
    [Alias("Publish")]
    Task<Result<long>> PublishAsync(VideoId video, int generation, int replaces, CancellationToken cancellationToken);

    /// <summary>
    /// Gives all that the shard has of a video other metadata, and what is written of its staged generation until that is published too. A repeat
    /// changes nothing. Returns the sequence number from which searches see it.
    /// </summary>
    [Alias("SetMetadata")]
    Task<Result<long>> SetMetadataAsync(
        VideoId video, ImmutableDictionary<string, MetadataValue> metadata, CancellationToken cancellationToken);

    /// <summary>Removes every generation of a video up to the given one, and refuses writes to them from now on.</summary>
    [Alias("Remove")]
    Task<Result<long>> RemoveAsync(VideoId video, int throughGeneration, CancellationToken cancellationToken);

    /// <summary>
    /// Erases the shard with all that is known of it, in the course of the erasure of its tenant; nothing can be staged in it again. Success
    /// where there is none.
    /// </summary>
    [Alias("Erase")]
    Task<Result> EraseAsync(CancellationToken cancellationToken);

    /// <summary>
    /// What searches must leave out now. For who asks the index itself: once before a search, and again after it with the mark of the first
    /// answer, which tells what was hidden while it ran.
    /// </summary>
    [Alias("Hiding")]
    [AlwaysInterleave]
    Task<Result<ShardHiding>> HidingAsync(long since, CancellationToken cancellationToken);

    /// <summary>Searches what is published, in an index that looks back.</summary>
    [Alias("Search")]
    [AlwaysInterleave]
    Task<Result<ShardHits>> SearchAsync(ShardSearch request, CancellationToken cancellationToken);

    /// <summary>What scores a query has in what is published, leg by leg, whatever it looks for.</summary>
    [Alias("Moments")]
    [AlwaysInterleave]
    Task<Result<ImmutableArray<ScoreMoments>>> MomentsAsync(
        SpaceId space,
        ImmutableArray<ShardLeg> legs,
        VectorLevel level,
        CancellationToken cancellationToken);

    /// <summary>The stored points of a video's generation; one segment, or all where it is null.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<Result<ImmutableArray<ShardPoint>>> GetAsync(VideoId video, int generation, int? segment, CancellationToken cancellationToken);

    /// <summary>Where the shard's file is.</summary>
    [Alias("Residence")]
    [AlwaysInterleave]
    Task<ShardResidence> ResidenceAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes the shard's file to the media store; its next use brings it back. It answers after some seconds, and goes on: ask again about the run that
    /// the answer names, 0 where it has ended. Conflict where it was written to meanwhile; NotImplemented where the index does not keep files.
    /// </summary>
    /// <param name="unusedFor">
    /// Where it is given, a shard that is here and was searched or written within that time stays, and nothing begins: files alone do not tell, since a
    /// process that has one loaded need not touch it.
    /// </param>
    /// <param name="run">The run that is asked about, which is told how it ended; 0 to begin one.</param>
    /// <param name="cancellationToken">Ends the wait, and not the run.</param>
    [Alias("Offload")]
    Task<Result<ShardResidence>> OffloadAsync(TimeSpan? unusedFor, long run, CancellationToken cancellationToken);

    /// <summary>Brings an offloaded shard back. It answers after some seconds how far it is, and goes on: ask again while it is away.</summary>
    [Alias("Restore")]
    [AlwaysInterleave]
    Task<Result<ShardResidence>> RestoreAsync(CancellationToken cancellationToken);

    /// <summary>Waits until searches see a sequence number; TimedOut after some seconds.</summary>
    [Alias("Wait")]
    [AlwaysInterleave]
    Task<Result> WaitAsync(long sequence, TimeSpan timeout, CancellationToken cancellationToken);
}
