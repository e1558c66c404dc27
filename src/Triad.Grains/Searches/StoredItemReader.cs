using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Searches;

/// <summary>Looks up the vectors of stored videos and segments that a query names.</summary>
internal sealed class StoredItemReader(IGrainFactory grains, [FromKeyedServices(SearchReaders.Key)] IVectorReader reader)
{
    /// <summary>
    /// A segment's vector, or that of the whole video; of a video from before there were such, the direction of the mean of its segments'
    /// vectors. The one that the part names or that is usual; where the model sums scores and the part names none, each that the item has.
    /// </summary>
    public async Task<Result<IReadOnlyList<StoredVector>>> ReadAsync(
        TenantId tenant, SearchPart part, int index, ModelInfo model, CancellationToken cancellationToken)
    {
        var field = $"query.parts[{index}].stored";
        if (part.VideoId is not { } videoId)
            return Error.Missing($"{field}.video_id", "Give the id of a video.");
        var video = await grains.Video(new VideoKey(tenant, videoId)).GetAsync(cancellationToken);
        if (!video.IsOk)
            return video.Error with { Field = $"{field}.video_id" };
        var side = SideOf(video.Value, model.Space);
        if (side.Generation == 0)
            return Error.Of(ErrorReason.VideoStateConflict, $"{field}.video_id", videoId, "is not ready yet", "Wait until it is READY.");
        if (side.Space != model.Space)
        {
            return Error.Of(
                ErrorReason.VideoStateConflict, $"{field}.video_id", videoId, $"is not embedded by the model package {model.Package} yet",
                "Wait until the change of models has caught up, or ask with another video.");
        }

        if (part.Segment is { } number && (number < 0 || number >= side.SegmentCount))
            return Error.Of(ErrorReason.SegmentNotFound, $"{field}.segment", number, $"is not a segment of the video, which has {side.SegmentCount}", "List the video's segments.");

        int? stored = part.Segment is null && side.Whole is not null ? VectorPoint.WholeVideo : part.Segment;
        var generation = new VideoGeneration(videoId, side.Generation);
        var points = await reader.GetAsync(new ShardId(tenant, side.Shard), generation, stored, cancellationToken);
        if (!points.IsOk)
            return points.Error;
        IEnumerable<RepresentationName> names = part.Representation is { } named ? [named]
            : model.SumsScores ? model.Representations.Select(representation => representation.Name) : [model.Usual];
        var read = names.Select(name => VectorOf(points.Value, name, field, videoId)).ToList();
        var found = read.Where(vector => vector.IsOk).Select(vector => vector.Value).ToList();
        return found.Count > 0 ? found : read[0].Error!;
    }

    private static Result<StoredVector> VectorOf(IReadOnlyList<VectorPoint> points, RepresentationName name, string field, VideoId video)
    {
        var vectors = points
            .Select(point => point.Vectors.FirstOrDefault(own => name == RepresentationName.Full ? own.IsFull : own.Name == name))
            .OfType<NamedVector>()
            .Select(own => own.Vector)
            .ToList();
        if (vectors is [var only])
            return new StoredVector(name, only);
        if (vectors.Count == 0)
            return Error.Of(ErrorReason.RepresentationUnavailable, $"{field}.representation", name, "is not stored of this item", "Use one that GetSegments lists.");
        return QueryComposer.Mean(vectors) is { } mean
            ? new StoredVector(name, mean)
            : Error.Of(ErrorReason.QueryContradictory, $"{field}.video_id", video, "has segments that cancel out", "Name a segment.");
    }

    // While the tenant's model is changed, a video has vectors of two spaces; which of them it shows as its own may be a moment behind.
    private static VideoSide SideOf(VideoSnapshot video, SpaceId space) =>
        video.Other is { } other && other.Space == space && video.Space != space
            ? other
            : new VideoSide(video.Space, video.Shard, video.Generation, video.SegmentCount, video.Whole);
}
