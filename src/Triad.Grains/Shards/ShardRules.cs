using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Grains.Shards;

/// <summary>What a shard hides from searches and refuses to write: pure.</summary>
internal static class ShardRules
{
    public static bool IsHidden(IndexShardState state, VideoId video, int generation) =>
        state.Hidden.Any(hidden => hidden.Generation == generation && hidden.VideoId == video.Value);

    public static bool IsFenced(IndexShardState state, VideoId video, int generation) =>
        state.Removed.Any(removed => generation <= removed.ThroughGeneration && removed.VideoId == video.Value);

    public static IndexShardState Hide(IndexShardState state, VideoId video, int generation) =>
        state with { Hidden = state.Hidden.Add(new HiddenGenerationState { VideoId = video.Value, Generation = generation }) };

    public static IndexShardState Show(IndexShardState state, VideoId video, int generation) =>
        state with { Hidden = state.Hidden.RemoveAll(hidden => hidden.Generation == generation && hidden.VideoId == video.Value) };

    public static IndexShardState ShowAll(IndexShardState state, VideoId video) =>
        state with { Hidden = state.Hidden.RemoveAll(hidden => hidden.VideoId == video.Value) };

    public static IndexShardState Fence(IndexShardState state, VideoId video, int throughGeneration, DateTimeOffset now, TimeSpan keep) =>
        state with
        {
            Removed = state.Removed
                .RemoveAll(removed => removed.VideoId == video.Value || now - removed.At > keep)
                .Add(new RemovedVideoState { VideoId = video.Value, ThroughGeneration = throughGeneration, At = now }),
        };

    public static ImmutableArray<VideoGeneration> HiddenGenerations(IndexShardState state) =>
        [.. state.Hidden.Select(hidden => new VideoGeneration(VideoId.From(hidden.VideoId), hidden.Generation))];

    public static Error Fenced(VideoId video, int generation) =>
        Error.Of(ErrorReason.EpochStale, "generation", generation, $"of video {video} may not be written", "Stop: the video was removed or published.");

    public static Error NotRemoved(VideoId video, long left) =>
        new(ErrorReason.Unavailable, $"{left} points of video {video} are still in the index.", Remedy: "Retry.", RetryAfter: TimeSpan.FromSeconds(1));

    public static Error WrongSpace(SpaceId space, string own) =>
        Error.Of(ErrorReason.SpaceMismatch, "space", space, $"is not the shard's, which is {own}", "Embed with the shard's model package.");
}
