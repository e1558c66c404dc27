using System.Collections.Immutable;
using Orleans.Concurrency;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Erasure;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Retention;
using Triad.Grains.Abstractions.Usage;

namespace Triad.Grains.Abstractions.Videos;

/// <summary>
/// A video: the durable state machine of its ingest. Key: <see cref="VideoKey"/>. It never awaits the work itself: an ingest host reports, and
/// reports of an older epoch are refused with EpochStale.
/// </summary>
[Alias("triad.IVideoGrain")]
public interface IVideoGrain : IGrainWithStringKey
{
    /// <summary>Takes on a video whose bytes are stored. A repeat with the same request id or content answers the same; otherwise VideoExists.</summary>
    [Alias("Create")]
    Task<Result<VideoSnapshot>> CreateAsync(CreateVideo request, CancellationToken cancellationToken);

    /// <summary>The video as it is; VideoNotFound where there is none.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<Result<VideoSnapshot>> GetAsync(CancellationToken cancellationToken);

    /// <summary>Answers as soon as the video's version differs from the one seen, or with the same one after some seconds.</summary>
    [Alias("Watch")]
    [AlwaysInterleave]
    Task<Result<VideoSnapshot>> WatchAsync(long seenVersion, CancellationToken cancellationToken);

    /// <summary>The segments of the live generation from an index on, at most <paramref name="limit"/>.</summary>
    [Alias("Segments")]
    [AlwaysInterleave]
    Task<Result<ImmutableArray<VideoSegment>>> SegmentsAsync(int from, int limit, CancellationToken cancellationToken);

    /// <summary>The video's name and the texts of segments of a generation, for hits; VideoNotFound where there is none.</summary>
    [Alias("HitTexts")]
    [AlwaysInterleave]
    Task<Result<HitTexts>> HitTextsAsync(int generation, ImmutableArray<int> segments, CancellationToken cancellationToken);

    /// <summary>
    /// The usage events of what is ready of the video, which the tenant's ledger must have; none where it was ingested before ledgers were kept. VideoNotFound
    /// where there is none.
    /// </summary>
    [Alias("Usage")]
    [AlwaysInterleave]
    Task<Result<ImmutableArray<UsageEntry>>> UsageAsync(CancellationToken cancellationToken);

    /// <summary>Erases the video, its vectors and its media. VideoNotFound where there is none, Held where a hold forbids it.</summary>
    [Alias("Delete")]
    Task<Result> DeleteAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Erases the video as <see cref="DeleteAsync"/> does, for the API key of this id; the receipt says it. VideoNotFound where there is none.
    /// </summary>
    [Alias("DeleteBy")]
    Task<Result<ErasureReceipt>> DeleteByAsync(string requestedBy, CancellationToken cancellationToken);

    /// <summary>The receipt of the last erasure of the video; ReceiptNotFound where it was never erased.</summary>
    [Alias("Receipt")]
    [AlwaysInterleave]
    Task<Result<ErasureReceipt>> ReceiptAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Forgets the video, in the course of the erasure of its whole tenant: whoever works on it is told to stop; vectors, media and records are
    /// erased by that erasure. Success where there is none.
    /// </summary>
    [Alias("Forget")]
    Task<Result> ForgetAsync(CancellationToken cancellationToken);
    /// <summary>Changes its name or its own retention. VideoNotFound where there is none.</summary>
    [Alias("Update")]
    Task<Result<VideoSnapshot>> UpdateAsync(UpdateVideo request, CancellationToken cancellationToken);

    /// <summary>Success where it is there and is not being erased; waits for calls that came before.</summary>
    [Alias("Confirm")]
    Task<Result> ConfirmAsync(CancellationToken cancellationToken);

    /// <summary>Erases the video where it is older than its tenant's retention or its own, and no hold forbids it.</summary>
    [Alias("Expire")]
    Task<Result<RetentionVerdict>> ExpireAsync(CancellationToken cancellationToken);

    /// <summary>Takes on the tenant's lineages as they are now, and tells how the video stands to them. VideoNotFound where there is none.</summary>
    [Alias("Align")]
    Task<Result<VideoAlignment>> AlignAsync(CancellationToken cancellationToken);

    /// <summary>An ingest host begins, or goes on with, what the queue leased to it.</summary>
    [Alias("Begin")]
    Task<Result<IngestPlan>> BeginAsync(string host, CancellationToken cancellationToken);

    /// <summary>An ingest host says how far it is. EpochStale tells it to stop.</summary>
    [Alias("Report")]
    [AlwaysInterleave]
    Task<Result> ReportAsync(IngestProgress progress, CancellationToken cancellationToken);

    /// <summary>An ingest host has made segments durable in the index; a later attempt goes on after them.</summary>
    [Alias("Checkpoint")]
    Task<Result> CheckpointAsync(IngestCheckpoint checkpoint, CancellationToken cancellationToken);

    /// <summary>All segments are durable: makes the generation the live one.</summary>
    [Alias("Commit")]
    Task<Result<VideoSnapshot>> CommitAsync(IngestOutcome outcome, CancellationToken cancellationToken);

    /// <summary>An ingest host gives up. A retryable fault puts the video back into the queue as long as attempts are left.</summary>
    [Alias("Fail")]
    Task<Result<IngestVerdict>> FailAsync(IngestFailure failure, CancellationToken cancellationToken);
}
