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
    /// <summary>A segment's vector, or that of the whole video; of a video from before there were such, the direction of the mean of its segments' vectors.</summary>
    public async Task<Result<ReadOnlyMemory<float>>> ReadAsync(
        TenantId tenant, SearchPart part, int index, RepresentationName usual, CancellationToken cancellationToken)
    {
        var field = $"query.parts[{index}].stored";
        if (part.VideoId is not { } videoId)
            return Error.Missing($"{field}.video_id", "Give the id of a video.");
        var video = await grains.Video(new VideoKey(tenant, videoId)).GetAsync(cancellationToken);
        if (!video.IsOk)
            return video.Error with { Field = $"{field}.video_id" };
        if (video.Value.Generation == 0)
            return Error.Of(ErrorReason.VideoStateConflict, $"{field}.video_id", videoId, "is not ready yet", "Wait until it is READY.");
        if (part.Segment is { } number && (number < 0 || number >= video.Value.SegmentCount))
            return Error.Of(ErrorReason.SegmentNotFound, $"{field}.segment", number, $"is not a segment of the video, which has {video.Value.SegmentCount}", "List the video's segments.");

        int? stored = part.Segment is null && video.Value.Whole is not null ? VectorPoint.WholeVideo : part.Segment;
        var generation = new VideoGeneration(videoId, video.Value.Generation);
        var points = await reader.GetAsync(new ShardId(tenant, video.Value.Shard), generation, stored, cancellationToken);
        if (!points.IsOk)
            return points.Error;
        var name = part.Representation ?? usual;
        var vectors = points.Value
            .Select(point => point.Vectors.FirstOrDefault(own => name == RepresentationName.Full ? own.IsFull : own.Name == name))
            .OfType<NamedVector>()
            .Select(own => own.Vector)
            .ToList();
        if (vectors is [var only])
            return only;
        if (vectors.Count == 0)
            return Error.Of(ErrorReason.RepresentationUnavailable, $"{field}.representation", name, "is not stored of this item", "Use one that GetSegments lists.");
        return QueryComposer.Mean(vectors) is { } mean
            ? mean
            : Error.Of(ErrorReason.QueryContradictory, $"{field}.video_id", videoId, "has segments that cancel out", "Name a segment.");
    }
}
