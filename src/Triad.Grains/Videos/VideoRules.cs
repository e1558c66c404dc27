using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Metadata;
using Triad.Core.Routing;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Videos;

/// <summary>The transitions of a video's state machine and what they require: pure, so that they can be read and tested in one place.</summary>
internal static class VideoRules
{
    public static IngestPlan Drop { get; } =
        new(IngestAction.Drop, 0, 0, 0, 0, string.Empty, default, string.Empty, null, null, 0, ImmutableDictionary<string, MetadataValue>.Empty);

    public static bool IsUnfinished(VideoStatus status) => status is not (VideoStatus.Ready or VideoStatus.Failed);

    /// <summary>Null where a second creation is a repeat of the first; else why it is refused.</summary>
    public static Error? AnswerRepeat(VideoKey key, VideoState state, CreateVideo request)
    {
        if (state.Status == VideoStatus.Deleting)
            return Error.Of(ErrorReason.VideoStateConflict, "video_id", key.Video, "is being erased", "Try again when it is gone.") with { RetryAfter = TimeSpan.FromSeconds(1) };
        var same = request.RequestId.Length > 0 ? request.RequestId == state.RequestId : request.Sha256 == state.Sha256;
        return same
            ? null
            : Error.Of(ErrorReason.VideoExists, "video_id", key.Video, "exists with other content", "Choose another id, or delete the video first.");
    }

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
            Writes = before.Writes,
            Epoch = before.Epoch,
            LastGeneration = before.LastGeneration,
            Shard = ShardRouter.Of(key.Tenant, key.Video, tenant.ShardCount).Number,
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
            state.PendingWhole is not null);

    /// <summary>The one write that makes a generation the live one; publication follows from it and can be repeated.</summary>
    public static VideoState Committed(VideoState state, IngestOutcome outcome) =>
        state with
        {
            Status = VideoStatus.Indexing,
            LiveGeneration = outcome.Generation,
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

    /// <summary>The text of a segment of the live generation; empty for any other, and for the whole video.</summary>
    public static string TextOf(VideoState state, int generation, int segment) =>
        generation == state.LiveGeneration && segment >= 0 && segment < state.Segments.Length ? state.Segments[segment].Text : string.Empty;

    public static VideoState Erased(VideoState state) =>
        new() { Erased = true, Writes = state.Writes, Epoch = state.Epoch, LastGeneration = state.LastGeneration };

    public static Error Stale(long epoch, long current) =>
        Error.Of(ErrorReason.EpochStale, "epoch", epoch, $"is no longer in charge; {current} is", "Stop: another host has taken over.");

    public static Error TooManyAttempts(int attempts) =>
        new(ErrorReason.MediaCorrupt, $"The ingest ended without a result {attempts} times.", "content", null, "Check the file with ffprobe; upload a repaired one.", null);
}
