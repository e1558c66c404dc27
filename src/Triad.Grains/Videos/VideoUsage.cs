using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Core.Usage;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Videos;

/// <summary>What a video's live generation used: a function of the video's durable state alone, so that it is the same whenever it is told.</summary>
internal static class VideoUsage
{
    /// <summary>Notes in the state that commits a generation what is to be billed for it; durable before anybody is told.</summary>
    public static VideoState Committed(VideoState state, bool isModelChange, DateTimeOffset now) => state with
    {
        Embedded = OrEmpty(state.PendingEmbedded),
        PendingEmbedded = [],
        UsedAt = now,
        UsedFor = isModelChange ? UsageSources.ModelChange : UsageSources.Ingest,
    };

    /// <summary>Adds what a batch took that has just become durable.</summary>
    public static ImmutableArray<EmbedCostState> Add(ImmutableArray<EmbedCostState> known, ImmutableArray<EmbedCost> added)
    {
        var sums = OrEmpty(known).ToDictionary(cost => cost.Modality, cost => cost.Compute);
        foreach (var cost in added.IsDefault ? [] : added)
            sums[cost.Modality] = sums.GetValueOrDefault(cost.Modality) + cost.Compute;
        return [.. sums.OrderBy(pair => pair.Key).Select(pair => new EmbedCostState { Modality = pair.Key, Compute = pair.Value })];
    }

    /// <summary>The events of the live generation; none of one that was committed before ledgers were kept.</summary>
    public static IEnumerable<UsageEvent> EventsOf(VideoKey key, VideoState state)
    {
        if (state.UsedAt is not { } time || state.LiveGeneration == 0)
            yield break;
        var package = SpaceId.Parse(state.Space) is { IsOk: true } space ? space.Value.Package : string.Empty;
        foreach (var cost in OrEmpty(state.Embedded).Where(cost => cost.Compute > TimeSpan.Zero))
            yield return EventOf(UsageKinds.EmbedSeconds, UsageLabels.Of(cost.Modality, package, state.UsedFor), cost.Compute);
        if (state.Duration > TimeSpan.Zero)
            yield return EventOf(UsageKinds.IngestedSeconds, UsageLabels.OfPackage(package, state.UsedFor), state.Duration);

        UsageEvent EventOf(UsageKind kind, UsageLabels labels, TimeSpan amount) => new(
            UsageEventId.OfVideo(key.Tenant, key.Video, state.SourceBlob, state.LiveGeneration, kind, labels),
            key.Tenant,
            kind,
            UsageEvent.Seconds(amount),
            time,
            labels);
    }

    /// <summary>The events of both sides, as far as they are ready: the ledger has been told of those.</summary>
    public static IEnumerable<UsageEvent> ReadyEventsOf(VideoKey key, VideoState state)
    {
        VideoState[] sides = state.Other is null ? [state] : [state, VideoSides.Exchange(state)];
        return sides.Where(side => side.Status == VideoStatus.Ready).SelectMany(side => EventsOf(key, side));
    }

    private static ImmutableArray<EmbedCostState> OrEmpty(ImmutableArray<EmbedCostState> costs) => costs.IsDefault ? [] : costs;
}
