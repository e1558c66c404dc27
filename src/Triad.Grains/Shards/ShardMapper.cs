using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Searches;

namespace Triad.Grains.Shards;

/// <summary>Maps between what crosses to a shard grain and what the index port takes.</summary>
internal static class ShardMapper
{
    public static IReadOnlyList<VectorPoint> ToPoints(TenantId tenant, UpsertSegments request)
    {
        var video = VideoId.From(request.VideoId);
        var metadata = MetadataEntry.ToMetadata(request.Metadata);
        return
        [
            .. from item in request.Segments
               let segment = item.Segment
               let subject = new FilterSubject(video, new TimeRange(segment.Start, segment.End), request.VideoDuration, segment.Mask, metadata)
               from vector in item.Vectors
               select new VectorPoint(
                   PointId.Of(tenant, video, request.Generation, segment.Index, vector.Representation),
                   request.Generation,
                   segment.Index,
                   vector.Representation,
                   vector.IsFull,
                   vector.Vector.AsMemory(),
                   subject),
        ];
    }

    public static Result<VectorQuery> ToQuery(ShardId shard, ShardSearch request, ImmutableArray<VideoGeneration> hidden)
    {
        var filter = FilterMapper.ToFilter(request.Filter);
        var space = SpaceId.Parse(request.Space);
        if (!filter.IsOk)
            return filter.Error;
        if (!space.IsOk)
            return space.Error;
        return new VectorQuery(
            shard,
            space.Value,
            request.Vector.AsMemory(),
            request.Representations,
            filter.Value,
            hidden,
            request.Grouping,
            request.Limit,
            request.After is { } after ? new ScoreCursor(after.Score, new PointId(after.PointId)) : null,
            request.MaxSequence,
            request.Level);
    }

    public static ShardHits ToHits(VectorHits hits) => new([.. hits.Hits.Select(ToHit)], hits.Sequence);

    public static ImmutableArray<SegmentVectors> ToSegments(IReadOnlyList<VectorPoint> points) =>
    [
        .. points.GroupBy(point => point.Segment).Select(group => new SegmentVectors(
            ToSegment(group.First()),
            [.. group.Select(point => new RepresentationVector(point.Representation, point.IsFull, ToArray(point.Vector)))])),
    ];

    private static ShardHit ToHit(VectorHit hit) =>
        new(
            hit.Point.Id.Value,
            hit.Point.Subject.Video.Value,
            hit.Point.Generation,
            ToSegment(hit.Point),
            hit.Point.Subject.VideoDuration,
            hit.Point.Representation,
            hit.Score,
            ToArray(hit.Point.Vector),
            MetadataEntry.From(hit.Point.Subject.Metadata));

    // The text stays with the video: the index does not hold it.
    private static VideoSegment ToSegment(VectorPoint point) =>
        new(point.Segment, point.Subject.Span.Start, point.Subject.Span.End, point.Subject.Mask, string.Empty);

    private static ImmutableArray<float> ToArray(ReadOnlyMemory<float> vector) => ImmutableCollectionsMarshal.AsImmutableArray(vector.ToArray());
}
