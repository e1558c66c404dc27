using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Grains.Shards;

/// <summary>What a shard hides from searches and refuses to write: pure.</summary>
internal static class ShardRules
{
    public static bool IsHidden(IndexShardState state, string videoId, int generation) =>
        state.Hidden.Any(hidden => hidden.Generation == generation && hidden.VideoId == videoId);

    public static bool IsFenced(IndexShardState state, string videoId, int generation) =>
        state.Removed.Any(removed => generation <= removed.ThroughGeneration && removed.VideoId == videoId);

    public static IndexShardState Hide(IndexShardState state, string videoId, int generation) =>
        state with { Hidden = state.Hidden.Add(new HiddenGenerationState { VideoId = videoId, Generation = generation }) };

    public static IndexShardState Show(IndexShardState state, string videoId, int generation) =>
        state with { Hidden = state.Hidden.RemoveAll(hidden => hidden.Generation == generation && hidden.VideoId == videoId) };

    public static IndexShardState ShowAll(IndexShardState state, string videoId) =>
        state with { Hidden = state.Hidden.RemoveAll(hidden => hidden.VideoId == videoId) };

    public static IndexShardState Fence(IndexShardState state, string videoId, int throughGeneration, DateTimeOffset now, TimeSpan keep) =>
        state with
        {
            Removed = state.Removed
                .RemoveAll(removed => removed.VideoId == videoId || now - removed.At > keep)
                .Add(new RemovedVideoState { VideoId = videoId, ThroughGeneration = throughGeneration, At = now }),
        };

    public static ImmutableArray<VideoGeneration> HiddenGenerations(IndexShardState state) =>
        [.. state.Hidden.Select(hidden => new VideoGeneration(VideoId.From(hidden.VideoId), hidden.Generation))];

    public static Error Fenced(string videoId, int generation) =>
        Error.Of(ErrorReason.EpochStale, "generation", generation, $"of video {videoId} may not be written", "Stop: the video was removed or published.");

    public static Error NotRemoved(string videoId, long left) =>
        new(ErrorReason.Unavailable, $"{left} points of video {videoId} are still in the index.", Remedy: "Retry.", RetryAfter: TimeSpan.FromSeconds(1));

    public static Error WrongSpace(string space, string own) =>
        Error.Of(ErrorReason.SpaceMismatch, "space", space, $"is not the shard's, which is {own}", "Embed with the shard's model package.");
}
