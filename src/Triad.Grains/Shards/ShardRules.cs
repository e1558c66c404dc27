using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Modality;

namespace Triad.Grains.Shards;

/// <summary>What a shard hides from searches and refuses to write: pure.</summary>
internal static class ShardRules
{
    public static bool IsHidden(IndexShardState state, VideoId video, int generation) =>
        state.Hidden.Any(hidden => hidden.Generation == generation && hidden.VideoId == video.Value);

    public static IndexShardState Hide(IndexShardState state, VideoId video, int generation) =>
        state with { Hidden = state.Hidden.Add(new HiddenGenerationState { VideoId = video.Value, Generation = generation }) };

    public static IndexShardState Show(IndexShardState state, VideoId video, int generation) =>
        state with { Hidden = state.Hidden.RemoveAll(hidden => hidden.Generation == generation && hidden.VideoId == video.Value) };

    public static IndexShardState ShowAll(IndexShardState state, VideoId video) =>
        state with { Hidden = state.Hidden.RemoveAll(hidden => hidden.VideoId == video.Value) };

    public static ImmutableArray<VideoGeneration> HiddenGenerations(IndexShardState state) =>
        [.. state.Hidden.Select(hidden => new VideoGeneration(VideoId.From(hidden.VideoId), hidden.Generation))];

    public static Error Fenced(VideoId video, int generation) =>
        Error.Of(ErrorReason.EpochStale, "generation", generation, $"of video {video} may not be written", "Stop: the video was removed or published.");

    public static Error NotRemoved(VideoId video, long left) =>
        new(ErrorReason.Unavailable, $"{left} points of video {video} are still in the index.", Remedy: "Retry.", RetryAfter: TimeSpan.FromSeconds(1));

    /// <summary>The refusal of a call that cannot wait until the shard is back.</summary>
    public static Error Away(ShardId shard, long bytes, TimeSpan wait) => new(
        ErrorReason.Unavailable,
        FormattableString.Invariant($"Shard '{shard}' was offloaded and is being brought back: {bytes} bytes, some {wait.TotalSeconds:0} s."),
        Remedy: "Retry after the hinted delay.",
        RetryAfter: wait);

    public static Error Ends(ShardId shard) =>
        new(ErrorReason.Unavailable, $"Shard '{shard}' is on its way to another silo.", Remedy: "Retry.", RetryAfter: TimeSpan.FromSeconds(1));

    public static Error Used(ShardId shard) => new(
        ErrorReason.Conflict,
        $"Shard '{shard}' was written to while it was offloaded; it stays where it is.",
        Remedy: "Offload the tenant when nothing is ingested.",
        RetryAfter: TimeSpan.FromSeconds(1));

    public static Error NotOffloaded(ShardId shard) => Error.Of(
        ErrorReason.NotImplemented,
        "tenant.residency",
        shard.Tenant,
        "has its vectors in an index that does not give them away (Triad:Storage:Vectors)",
        "Leave them in Qdrant: it keeps vectors on disk where its collections say so.");

    public static Error WrongSpace(SpaceId space, string own) =>
        Error.Of(ErrorReason.SpaceMismatch, "space", space, $"is not the shard's, which is {own}", "Embed with the shard's model package.");

    /// <summary>The representations that the index is to be opened for; in states from before they had names, those of a fusion model.</summary>
    public static IReadOnlyList<RepresentationShape> Shapes(IndexShardState state)
    {
        if (state.Dimension == 0)
            return [.. state.Representations.Select(known => new RepresentationShape(RepresentationName.From(known.Name), known.Dimension))];
        var names = ModalitiesExtensions.NonEmpty.Select(RepresentationName.Of).Prepend(RepresentationName.Full);
        return [.. names.Select(name => new RepresentationShape(name, state.Dimension))];
    }

    /// <summary>The state with more representations; null where it has them all, an error where one has another dimension.</summary>
    public static Result<IndexShardState?> With(IndexShardState state, ImmutableArray<RepresentationShape> representations)
    {
        var known = Shapes(state);
        foreach (var representation in representations)
        {
            if (known.FirstOrDefault(other => other.Name == representation.Name) is { } own && own.Dimension != representation.Dimension)
                return WrongDimension(representation, own.Dimension);
        }

        IReadOnlyList<RepresentationShape> all = [.. known.UnionBy(representations, representation => representation.Name)];
        if (all.Count == known.Count)
            return Result<IndexShardState?>.Ok(null);
        return state with
        {
            Dimension = 0,
            Representations = [.. all.Select(one => new RepresentationState { Name = one.Name.Value, Dimension = one.Dimension })],
        };
    }

    private static Error WrongDimension(RepresentationShape given, int own) =>
        Error.Of(ErrorReason.SpaceMismatch, $"representations.{given.Name}", given.Dimension, $"is not the shard's dimension, which is {own}", "Embed with the shard's model package.");
}
