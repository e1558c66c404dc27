using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Shards;

/// <summary>Maps between what crosses to a shard grain and what the ports of the index take, both ways.</summary>
internal static class ShardMapping
{
    public static IReadOnlyList<VectorPoint> ToPoints(UpsertSegments request) =>
    [
        .. request.Segments.Select(item => new VectorPoint(
            request.Generation,
            item.Segment.Index,
            ToSubject(request.VideoId, item.Segment, request.VideoDuration, request.Metadata),
            ToNamed(item.Vectors))),
    ];

    public static ImmutableArray<ShardPoint> ToShardPoints(IReadOnlyList<VectorPoint> points) =>
    [
        .. points.Select(point => new ShardPoint(
            ToSegment(point.Segment, point.Subject),
            point.Subject.VideoDuration,
            point.Subject.Metadata,
            [.. point.Vectors.Select(own => new RepresentationVector(own.Name, own.IsFull, ToArray(own.Vector)))])),
    ];

    public static IReadOnlyList<VectorPoint> ToPoints(VideoGeneration video, ImmutableArray<ShardPoint> points) =>
    [
        .. points.Select(point => new VectorPoint(
            video.Generation,
            point.Segment.Index,
            ToSubject(video.Video, point.Segment, point.VideoDuration, point.Metadata),
            ToNamed(point.Vectors))),
    ];

    public static ShardSearch ToSearch(VectorQuery query) =>
        new(
            query.Space,
            ToLegs(query.Legs),
            query.Filter,
            query.Grouping,
            query.Limit,
            query.After,
            query.AsOf)
        {
            Level = query.Level,
            WithVectors = query.WithVectors,
            Scales = query.Scales,
        };

    public static VectorQuery ToQuery(ShardId shard, ShardSearch search) =>
        new(
            shard,
            search.Space,
            ToLegs(search.Legs),
            search.Filter,
            [],
            search.Grouping,
            search.Limit)
        {
            Level = search.Level,
            After = search.After,
            AsOf = search.MaxSequence,
            WithVectors = search.WithVectors,
            Scales = search.Scales.IsDefault ? [] : search.Scales,
        };

    public static ImmutableArray<ShardLeg> ToLegs(ImmutableArray<QueryLeg> legs) =>
        [.. legs.Select(leg => new ShardLeg(leg.Representation, ToArray(leg.Vector)))];

    public static ImmutableArray<QueryLeg> ToLegs(ImmutableArray<ShardLeg> legs) =>
        [.. legs.Select(leg => new QueryLeg(leg.Representation, leg.Vector.AsMemory()))];

    public static ShardHits ToHits(VectorHits hits) =>
        new([.. hits.Legs.Select(leg => leg.Select(ToHit).ToImmutableArray())], hits.Sequence, hits.Candidates);

    public static VectorHits ToVectorHits(ShardHits hits) =>
        new([.. hits.Legs.Select(leg => (IReadOnlyList<VectorHit>)[.. leg.Select(ToVectorHit)])], hits.Sequence, hits.Candidates);

    public static ShardHiding ToHiding(long mark, ImmutableArray<VideoGeneration> hidden, IEnumerable<VideoGeneration>? meanwhile)
    {
        return new(mark, ToHidden(hidden), ToHidden(meanwhile ?? []), meanwhile is not null);

        static ImmutableArray<HiddenGeneration> ToHidden(IEnumerable<VideoGeneration> generations) =>
            [.. generations.Select(one => new HiddenGeneration(one.Video, one.Generation))];
    }

    // The text stays with the video: the index does not hold it.
    public static VideoSegment ToSegment(int segment, FilterSubject subject) =>
        new(segment, subject.Span.Start, subject.Span.End, subject.Mask, string.Empty);

    private static ShardHit ToHit(VectorHit hit) =>
        new(
            hit.Id,
            hit.Subject.Video,
            hit.Generation,
            ToSegment(hit.Segment, hit.Subject),
            hit.Subject.VideoDuration,
            hit.Representation,
            hit.Score,
            ToArray(hit.Vector),
            hit.Subject.Metadata)
        {
            LegScores = hit.LegScores,
        };

    private static VectorHit ToVectorHit(ShardHit hit) =>
        new(
            hit.PointId,
            hit.Generation,
            hit.Segment.Index,
            hit.Representation,
            ToSubject(hit.VideoId, hit.Segment, hit.VideoDuration, hit.Metadata),
            hit.Score,
            hit.Vector.AsMemory())
        {
            LegScores = hit.LegScores.IsDefault ? [] : hit.LegScores,
        };

    private static FilterSubject ToSubject(
        VideoId video,
        VideoSegment segment,
        TimeSpan videoDuration,
        ImmutableDictionary<string, MetadataValue> metadata) =>
        new(video, new TimeRange(segment.Start, segment.End), videoDuration, segment.Mask, metadata);

    private static ImmutableArray<NamedVector> ToNamed(ImmutableArray<RepresentationVector> vectors) =>
        [.. vectors.Select(own => new NamedVector(own.Representation, own.Vector.AsMemory(), own.IsFull))];

    private static ImmutableArray<float> ToArray(ReadOnlyMemory<float> vector) => ImmutableCollectionsMarshal.AsImmutableArray(vector.ToArray());
}
