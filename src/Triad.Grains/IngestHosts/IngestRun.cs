using System.Collections.Immutable;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Fairness;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Ingest;
using Triad.Grains.Telemetry;

namespace Triad.Grains.IngestHosts;

/// <summary>One attempt at one video: its plan, and the grains and blobs that it writes to.</summary>
internal sealed class IngestRun(
    VideoKey key,
    IngestPlan plan,
    IVideoGrain video,
    IGrainFactory grains,
    IMediaStore media,
    IngestOptions options,
    IngestCharge charge,
    GrainsInstruments instruments,
    IngestCount? count,
    TimeProvider time)
{
    private readonly IIndexShardGrain _shard = grains.IndexShard(new ShardId(key.Tenant, plan.Shard));

    /// <summary>Cancelled when the attempt is to end at its next checkpoint.</summary>
    public CancellationToken Leaving { get; init; }

    /// <summary>Why the attempt is to end at its next checkpoint; null where it is not.</summary>
    public Error? Stop =>
        Leaving.IsCancellationRequested ? new Error(ErrorReason.Cancelled, "The process is stopping: another goes on with the video.") : null;

    public VideoKey Key => key;

    public IngestPlan Plan => plan;

    public IVideoGrain Video => video;

    public IngestOptions Options => options;

    public IngestCharge Charge => charge;

    public TimeProvider Time => time;

    /// <summary>To whom the work counts.</summary>
    public FairShare Share => new(key.Tenant.Value, plan.Weight);

    public MediaKey Source => new(key.Tenant, key.Video, plan.SourceBlob);

    public MediaKey? Captions => plan.CaptionsBlob is { } name ? new MediaKey(key.Tenant, key.Video, name) : null;

    /// <summary>Counts embedding to the tenant.</summary>
    public void Meter(EmbedResponse response)
    {
        charge.Spend(response.Compute);
        instruments.Embedded(key.Tenant.Value, EmbedPriority.Ingest, response.Compute);
        count?.Add(response.Compute);
    }

    /// <summary>Counts a wait of a segment.</summary>
    public void Held(TimeSpan wait) => instruments.IngestHeld(wait);

    /// <summary>Counts the seconds of the video. QuotaExceeded where they are more than the tenant may have.</summary>
    public Task<Result> MeasureAsync(TimeSpan duration, bool isFinal, CancellationToken cancellationToken) =>
        grains.Quota(key.Tenant).MeasureAsync(key.Video, duration.TotalSeconds, isFinal, cancellationToken);

    public async Task<Result> ReportAsync(VideoStatus status, int percent, string activity, CancellationToken cancellationToken) =>
        await video.ReportAsync(new IngestProgress(plan.Epoch, status, percent, activity), cancellationToken);

    public async Task<Result> StageAsync(ModelInfo model, CancellationToken cancellationToken) =>
        await _shard.StageAsync(key.Video, plan.Generation, plan.Space, ShapesOf(model), cancellationToken);

    /// <summary>Makes segments durable: derived data, then vectors, then the manifest that says so.</summary>
    public async Task<Result> SaveAsync(
        ImmutableArray<SegmentVectors> segments,
        ReadOnlyMemory<byte> logMels,
        string frontEndKey,
        TimeSpan videoDuration,
        ImmutableArray<EmbedCost> cost,
        CancellationToken cancellationToken)
    {
        if (!logMels.IsEmpty)
        {
            var name = FormattableString.Invariant($"mel.{frontEndKey}.{plan.Generation}.{segments[0].Segment.Index}");
            var stored = await media.WriteAsync(new MediaKey(key.Tenant, key.Video, name), One(logMels), long.MaxValue, cancellationToken);
            if (!stored.IsOk)
                return stored.Error;
        }

        var upserted = await _shard.UpsertAsync(
            new UpsertSegments(key.Video, plan.Generation, videoDuration, segments, plan.Metadata), cancellationToken);
        if (!upserted.IsOk)
            return upserted.Error;
        var checkpoint = new IngestCheckpoint(plan.Epoch, plan.Generation, [.. segments.Select(segment => segment.Segment)]) { Embedded = cost };
        var saved = await video.CheckpointAsync(checkpoint, cancellationToken);
        return saved.IsOk && count?.Refusal is { } held ? held : saved;
    }

    /// <summary>The vectors of a segment that an earlier attempt made durable.</summary>
    public async Task<Result<ImmutableArray<ShardPoint>>> ReadAsync(int segment, CancellationToken cancellationToken) =>
        await _shard.GetAsync(key.Video, plan.Generation, segment, cancellationToken);

    /// <summary>Makes the vectors of the whole video durable, then the manifest that says so.</summary>
    public async Task<Result> SaveWholeAsync(
        SegmentVectors vectors, WholeVideo whole, TimeSpan videoDuration, ImmutableArray<EmbedCost> cost, CancellationToken cancellationToken)
    {
        var upserted = await _shard.UpsertAsync(
            new UpsertSegments(key.Video, plan.Generation, videoDuration, [vectors], plan.Metadata), cancellationToken);
        if (!upserted.IsOk)
            return upserted.Error;
        var checkpoint = new IngestCheckpoint(plan.Epoch, plan.Generation, []) { Whole = whole, Embedded = cost };
        return await video.CheckpointAsync(checkpoint, cancellationToken);
    }

    private static ImmutableArray<RepresentationShape> ShapesOf(ModelInfo model) =>
        [.. model.Representations.Select(representation => new RepresentationShape(representation.Name, representation.Dimension))];

    private static async IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> One(ReadOnlyMemory<byte> bytes)
    {
        await Task.CompletedTask;
        yield return bytes;
    }
}
