using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Metadata;
using Triad.Core.Routing;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Erasure;

namespace Triad.Grains.Videos;

/// <summary>The transitions of a video's state machine and what they require: pure, so that they can be read and tested in one place.</summary>
internal static class VideoRules
{
    public static IngestPlan Drop { get; } =
        new(IngestAction.Drop, 0, 0, 0, 0, string.Empty, default, string.Empty, null, null, 0, ImmutableDictionary<string, MetadataValue>.Empty);

    /// <summary>The tenant's work is to wait.</summary>
    public static IngestPlan Waiting(TimeSpan wait) => Drop with { Action = IngestAction.Wait, Wait = wait };

    public static bool IsUnfinished(VideoStatus status) => status is not (VideoStatus.Ready or VideoStatus.Failed);

    /// <summary>Null where a second creation is a repeat of the first; else why it is refused.</summary>
    public static Error? AnswerRepeat(VideoKey key, VideoState state, CreateVideo request)
    {
        if (state.Status == VideoStatus.Deleting)
            return BeingErased(key);
        var same = request.RequestId.Length > 0 ? request.RequestId == state.RequestId : request.Sha256 == state.Sha256;
        return same
            ? null
            : Error.Of(ErrorReason.VideoExists, "video_id", key.Video, "exists with other content", "Choose another id, or delete the video first.");
    }

    public static Error BeingErased(VideoKey key) =>
        Error.Of(ErrorReason.VideoStateConflict, "video_id", key.Video, "is being erased", "Try again when it is gone.") with { RetryAfter = TimeSpan.FromSeconds(1) };

    public static Error MadeElsewhere(VideoKey key) =>
        Error.Of(ErrorReason.Unavailable, "video_id", key.Video, "is being taken over by another process", "Try again.") with { RetryAfter = TimeSpan.FromSeconds(1) };

    public static Error? CheckTenant(Result<TenantSnapshot> tenant) => tenant switch
    {
        { IsOk: false } => tenant.Error,
        { Value.Status: not TenantStatus.Active } => Error.Of(ErrorReason.TenantSuspended, "tenant_id", tenant.Value.TenantId, "is not active", "Ask the operator to resume it."),
        _ => null,
    };

    public static VideoState New(VideoKey key, VideoState before, CreateVideo request, TenantSnapshot tenant, DateTimeOffset now, string? traceParent) =>
        new()
        {
            Status = VideoStatus.Queued,
            RequestId = request.RequestId,
            Name = request.Name,
            SourceBlob = request.SourceBlob,
            Length = request.Length,
            Sha256 = request.Sha256,
            CaptionsBlob = request.CaptionsBlob,
            Metadata = VideoMapper.ToState(request.Metadata),
            SegmentLength = request.SegmentLength,
            CreatedAt = now,
            TraceParent = traceParent,
            LongInput = request.LongInput,
            Retention = request.Retention,
            Writes = before.Writes,
            Epoch = before.Epoch,
            LastGeneration = before.LastGeneration,
            Receipt = before.Receipt,
            Shard = ShardRouter.Of(key.Tenant, key.Video, tenant.ShardCount, tenant.Lineage).Number,
            Lineage = tenant.Lineage,
            Other = tenant.Other is { } other ? VideoSides.NewSide(key, tenant, other.Number) : null,
            MapVersion = tenant.ShardMapVersion,
        };

    /// <summary>The same generation goes on, unless the tenant has moved to another space meanwhile.</summary>
    public static VideoState NextAttempt(VideoState state, TenantSnapshot tenant)
    {
        var goesOn = state.WorkingGeneration > 0 && state.WorkingSpace == tenant.Space.Value;
        var generation = goesOn ? state.WorkingGeneration : state.LastGeneration + 1;
        return state with
        {
            Status = VideoStatus.Probing,
            Epoch = state.Epoch + 1,
            Attempt = state.Attempt + 1,
            WorkingGeneration = generation,
            WorkingSpace = tenant.Space.Value,
            LastGeneration = Math.Max(state.LastGeneration, generation),
            PendingSegments = goesOn ? state.PendingSegments : [],
            PendingWhole = goesOn ? state.PendingWhole : null,
            PendingEmbedded = goesOn ? state.PendingEmbedded : [],
            WorkingMetadata = goesOn ? state.WorkingMetadata : state.MetadataVersion,
            Failure = null,
        };
    }

    /// <summary>Back in the queue after an attempt that an outage ended, which does not count.</summary>
    public static VideoState WithoutAttempt(VideoState state) =>
        state with { Status = VideoStatus.Queued, Attempt = Math.Max(0, state.Attempt - 1) };

    public static IngestPlan PlanOf(VideoState state, TenantSnapshot tenant) =>
        new(
            IngestAction.Work,
            state.Epoch,
            state.Attempt,
            state.WorkingGeneration,
            state.Shard,
            tenant.ModelPackage,
            tenant.Space,
            state.SourceBlob,
            state.CaptionsBlob,
            state.SegmentLength,
            state.PendingSegments.Length,
            VideoMapper.ToMetadata(state.Metadata),
            state.TraceParent,
            state.LongInput,
            state.PendingWhole is not null)
        {
            Name = state.Name,
            Weight = tenant.Weight,
            IsCounted = tenant.Quotas.ConcurrentIngests is not null || tenant.Quotas.EmbedSecondsPerDay is not null,
        };

    /// <summary>The one write that makes a generation the live one; publication follows from it and can be repeated.</summary>
    public static VideoState Committed(VideoState state, IngestOutcome outcome) =>
        state with
        {
            Status = VideoStatus.Indexing,
            LiveGeneration = outcome.Generation,
            LiveMetadata = state.WorkingMetadata,
            ReplacedGeneration = state.LiveGeneration,
            WorkingGeneration = 0,
            Space = state.WorkingSpace,
            Container = outcome.Container,
            Duration = outcome.Duration,
            Streams = [.. outcome.Streams.Select(VideoMapper.ToState)],
            Modalities = [.. outcome.ModalityStates.Select(VideoMapper.ToState)],
            Segments = [.. state.PendingSegments.Take(outcome.SegmentCount)],
            PendingSegments = [],
            Whole = state.PendingWhole,
            PendingWhole = null,
            Notices = [.. outcome.Notices.Select(NoticeState.Of)],
        };

    /// <summary>True where vectors that searches find may have older metadata than the video.</summary>
    public static bool HasNewerMetadata(VideoState state) =>
        IsBehind(state.LiveGeneration, state.LiveMetadata, state) || (state.Other is { } other && IsBehind(other.LiveGeneration, other.LiveMetadata, state));

    /// <summary>With other metadata; the same state where it has these.</summary>
    public static VideoState WithMetadata(VideoState state, ImmutableDictionary<string, MetadataValue> metadata)
    {
        var next = VideoMapper.ToState(metadata);
        return MetadataText.Write(metadata) == MetadataText.Write(VideoMapper.ToMetadata(state.Metadata))
            ? state
            : state with { Metadata = next, MetadataVersion = state.MetadataVersion + 1 };
    }

    private static bool IsBehind(int liveGeneration, int liveMetadata, VideoState state) => liveGeneration > 0 && liveMetadata < state.MetadataVersion;

    /// <summary>The text of a segment of a live generation, of either side; empty for any other, and for the whole video.</summary>
    public static string TextOf(VideoState state, int generation, int segment)
    {
        var segments = generation == state.LiveGeneration ? state.Segments
            : generation == state.Other?.LiveGeneration ? state.Other.Segments
            : [];
        return segment >= 0 && segment < segments.Length ? segments[segment].Text : string.Empty;
    }

    public static VideoState Erased(VideoState state, ReceiptState receipt) =>
        new() { Erased = true, Writes = state.Writes, Epoch = state.Epoch, LastGeneration = state.LastGeneration, Receipt = receipt };

    public static Error Stale(long epoch, long current) =>
        Error.Of(ErrorReason.EpochStale, "epoch", epoch, $"is no longer in charge; {current} is", "Stop: another host has taken over.");

    public static Error TooManyAttempts(int attempts) =>
        new(ErrorReason.MediaCorrupt, $"The ingest ended without a result {attempts} times.", "content", null, "Check the file with ffprobe; upload a repaired one.", null);
}
