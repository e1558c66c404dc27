using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Shards;

/// <summary>Maps between what crosses to a shard grain and what the index port takes.</summary>
internal static class ShardMapper
{
    /// <summary>The representations of a fusion model: the full one and those of the masks, all of one dimension.</summary>
    public static IReadOnlyList<RepresentationShape> ShapesOf(int dimension) =>
    [
        new(RepresentationName.Full, dimension),
        .. ModalitiesExtensions.NonEmpty.Select(mask => new RepresentationShape(RepresentationName.Of(mask), dimension)),
    ];

    public static IReadOnlyList<VectorPoint> ToPoints(UpsertSegments request) =>
    [
        .. from item in request.Segments
           let segment = item.Segment
           let span = new TimeRange(segment.Start, segment.End)
           select new VectorPoint(
               request.Generation,
               segment.Index,
               new FilterSubject(request.VideoId, span, request.VideoDuration, segment.Mask, request.Metadata),
               [.. item.Vectors.Select(own => new NamedVector(RepresentationName.Of(own.Representation), own.Vector.AsMemory(), own.IsFull))]),
    ];

    public static VectorQuery ToQuery(ShardId shard, ShardSearch request, ImmutableArray<VideoGeneration> hidden) =>
        new(
            shard,
            request.Space,
            [.. NamesOf(request.Representations).Select(name => new QueryLeg(name, request.Vector.AsMemory()))],
            request.Filter,
            hidden,
            request.Grouping,
            request.Limit)
        {
            Level = request.Level,
            After = request.After,
            AsOf = request.MaxSequence,
            WithVectors = request.WithVectors,
        };

    public static ShardHits ToHits(VectorHits hits, VectorQuery query) =>
        new([.. HitRanking.Best(hits.Legs, query.Grouping, query.Limit).Select(ToHit)], hits.Sequence);

    public static ImmutableArray<SegmentVectors> ToSegments(IReadOnlyList<VectorPoint> points) =>
    [
        .. points.Select(point => new SegmentVectors(
            ToSegment(point.Segment, point.Subject),
            [.. point.Vectors.Select(own => new RepresentationVector(MaskOf(own.Name), own.IsFull, ToArray(own.Vector)))])),
    ];

    private static IEnumerable<RepresentationName> NamesOf(ImmutableArray<Modalities> masks) =>
        masks.Distinct().Select(RepresentationName.Of).DefaultIfEmpty(RepresentationName.Full);

    private static Modalities MaskOf(RepresentationName name) => ModalitiesExtensions.Parse(name.Value, "representation").Value;

    private static ShardHit ToHit(VectorHit hit) =>
        new(
            hit.Id,
            hit.Subject.Video,
            hit.Generation,
            ToSegment(hit.Segment, hit.Subject),
            hit.Subject.VideoDuration,
            MaskOf(hit.Representation),
            hit.Score,
            ToArray(hit.Vector),
            hit.Subject.Metadata);

    // The text stays with the video: the index does not hold it.
    private static VideoSegment ToSegment(int segment, FilterSubject subject) =>
        new(segment, subject.Span.Start, subject.Span.End, subject.Mask, string.Empty);

    private static ImmutableArray<float> ToArray(ReadOnlyMemory<float> vector) => ImmutableCollectionsMarshal.AsImmutableArray(vector.ToArray());
}
