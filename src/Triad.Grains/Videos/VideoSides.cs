using System.Collections.Immutable;
using Triad.Core.Routing;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Videos;

/// <summary>
/// A video's two sides while its tenant's model is changed: the live lineage's, which is the state's own, and the other one's. Pure. The
/// rules of an ingest know one side only: for the other one they are given the state with its sides exchanged.
/// </summary>
internal static class VideoSides
{
    /// <summary>The state with the side that is at work, or was last, as its own.</summary>
    public static VideoState AtWork(VideoState state) => state is { OtherAtWork: true, Other: not null } ? Exchange(state) : state;

    /// <summary>The state that <paramref name="atWork"/>, which <see cref="AtWork"/> gave and a rule has changed, stands for.</summary>
    public static VideoState Fold(VideoState atWork) => AtWork(atWork);

    /// <summary>Takes on the lineages that the tenant has; the same state where it has them already, or knows newer ones.</summary>
    public static VideoState Align(VideoKey key, VideoState state, TenantSnapshot tenant)
    {
        if (tenant.ShardMapVersion < state.MapVersion)
            return state;
        var next = state;
        if (next.Lineage != tenant.Lineage)
        {
            if (next.Other?.Lineage != tenant.Lineage)
                next = GiveUpOther(next) with { Other = NewSide(key, tenant, tenant.Lineage) };
            next = Exchange(next) with { OtherAtWork = !next.OtherAtWork };
        }

        if (next.Other is { } other && other.Lineage != tenant.Other?.Number)
            next = GiveUpOther(next);
        if (next.Other is null && tenant.Other is { } wanted)
            next = next with { Other = NewSide(key, tenant, wanted.Number), OtherAtWork = false };
        return ReferenceEquals(next, state) ? state : next with { MapVersion = tenant.ShardMapVersion };
    }

    /// <summary>True where the other side is to be worked on now: after the live one, or before where searches are about to change over.</summary>
    public static bool IsOtherNext(VideoState state, TenantSnapshot tenant) =>
        state.Other is { } other
        && VideoRules.IsUnfinished(other.Status)
        && (!VideoRules.IsUnfinished(state.Status) || (tenant.IsSwitching && state.WorkingGeneration == 0));

    /// <summary>True where something remains to be done beside the live side.</summary>
    public static bool HasWork(VideoState state) =>
        !Dropped(state).IsEmpty || VideoRules.HasNewerMetadata(state) || (state.Other is { } other && VideoRules.IsUnfinished(other.Status));

    /// <summary>The shards of lineages that were given up, which may hold vectors of the video.</summary>
    public static ImmutableArray<int> Dropped(VideoState state) => state.DroppedShards.IsDefault ? [] : state.DroppedShards;

    /// <summary>How the video stands to its tenant's lineages.</summary>
    public static VideoAlignment AlignmentOf(VideoState state, TenantSnapshot tenant)
    {
        var isFound = state.Status == VideoStatus.Ready;
        var isOtherDone = state.Other?.Status == VideoStatus.Ready;
        var isOtherFailed = state.Other?.Status == VideoStatus.Failed;
        var isUnfinished = VideoRules.IsUnfinished(state.Status);
        var isBegun = state.WorkingGeneration > 0 || state.Status == VideoStatus.Indexing;
        return new VideoAlignment(
            isFound,
            state.Status == VideoStatus.Failed,
            isOtherDone,
            isOtherFailed,
            isUnfinished && (isBegun || !tenant.IsSwitching) && !isOtherDone && !isOtherFailed,
            isUnfinished ? !isBegun : HasWork(state), // What has begun has its job; what was only made live by force may have none.
            !Dropped(state).IsEmpty);
    }

    /// <summary>A side that has nothing yet.</summary>
    public static VideoSideState NewSide(VideoKey key, TenantSnapshot tenant, int lineage) => new()
    {
        Lineage = lineage,
        Status = VideoStatus.Queued,
        Shard = ShardRouter.Of(key.Tenant, key.Video, tenant.ShardCount, lineage).Number,
    };

    /// <summary>The other lineage as if it were the live one: what the rules of an ingest are given for the other side.</summary>
    public static TenantSnapshot OtherOf(TenantSnapshot tenant) =>
        tenant.Other is { } other ? tenant with { Lineage = other.Number, ModelPackage = other.ModelPackage, Space = other.Space } : tenant;

    // A host that works on it is told to stop by the epoch.
    private static VideoState GiveUpOther(VideoState state) => state.Other is { } other
        ? state with
        {
            Other = null,
            OtherAtWork = false,
            Epoch = state.OtherAtWork ? state.Epoch + 1 : state.Epoch,
            DroppedShards = other.LiveGeneration + other.WorkingGeneration > 0 ? Dropped(state).Add(other.Shard) : Dropped(state),
        }
        : state;

    /// <summary>The other side as the state's own, and the reverse.</summary>
    public static VideoState Exchange(VideoState state)
    {
        var side = state.Other!;
        return state with
        {
            Other = SideOf(state),
            Status = side.Status,
            Attempt = side.Attempt,
            LiveGeneration = side.LiveGeneration,
            WorkingGeneration = side.WorkingGeneration,
            ReplacedGeneration = side.ReplacedGeneration,
            Shard = side.Shard,
            Sequence = side.Sequence,
            Space = side.Space,
            WorkingSpace = side.WorkingSpace,
            Container = side.Container,
            Duration = side.Duration,
            Streams = side.Streams,
            Modalities = side.Modalities,
            Segments = side.Segments,
            PendingSegments = side.PendingSegments,
            Failure = side.Failure,
            Whole = side.Whole,
            PendingWhole = side.PendingWhole,
            Notices = side.Notices,
            Lineage = side.Lineage,
            PendingEmbedded = side.PendingEmbedded,
            Embedded = side.Embedded,
            UsedAt = side.UsedAt,
            UsedFor = side.UsedFor,
            LiveMetadata = side.LiveMetadata,
            WorkingMetadata = side.WorkingMetadata,
        };
    }

    private static VideoSideState SideOf(VideoState state) => new()
    {
        Status = state.Status,
        Attempt = state.Attempt,
        LiveGeneration = state.LiveGeneration,
        WorkingGeneration = state.WorkingGeneration,
        ReplacedGeneration = state.ReplacedGeneration,
        Shard = state.Shard,
        Sequence = state.Sequence,
        Space = state.Space,
        WorkingSpace = state.WorkingSpace,
        Container = state.Container,
        Duration = state.Duration,
        Streams = state.Streams,
        Modalities = state.Modalities,
        Segments = state.Segments,
        PendingSegments = state.PendingSegments,
        Failure = state.Failure,
        Whole = state.Whole,
        PendingWhole = state.PendingWhole,
        Notices = state.Notices,
        Lineage = state.Lineage,
        PendingEmbedded = state.PendingEmbedded,
        Embedded = state.Embedded,
        UsedAt = state.UsedAt,
        UsedFor = state.UsedFor,
        LiveMetadata = state.LiveMetadata,
        WorkingMetadata = state.WorkingMetadata,
    };
}
