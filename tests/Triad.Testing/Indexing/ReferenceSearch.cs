using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Testing.Indexing;

/// <summary>What a search must find, without any cleverness.</summary>
public static class ReferenceSearch
{
    /// <summary>How far a score in single precision may be from the true one.</summary>
    public const double Tolerance = 2e-6;

    /// <summary>
    /// For each leg the best vector of every group, best first, from the points that count. The query's cursor and limit are left to the
    /// caller.
    /// </summary>
    public static List<List<ReferenceHit>> Rank(IReadOnlyCollection<VectorPoint> points, VectorQuery query) =>
        [.. query.Legs.Select(leg => Distinct(Scores(points, query, leg), query.Grouping))];

    /// <summary>The best vector of every group over all legs, best first.</summary>
    public static List<ReferenceHit> Best(IReadOnlyCollection<VectorPoint> points, VectorQuery query) =>
        Distinct(query.Legs.SelectMany(leg => Scores(points, query, leg)), query.Grouping);

    /// <summary>What a hit stands for.</summary>
    public static object Group(VectorHit hit, HitGrouping grouping) => Group(hit.Subject.Video, hit.Generation, hit.Segment, grouping);

    /// <summary>What a point's hit stands for.</summary>
    public static object Group(VectorPoint point, HitGrouping grouping) => Group(point.Subject.Video, point.Generation, point.Segment, grouping);

    /// <summary>
    /// Fails unless the hits are a right answer: the reference's scores in its order, each hit with its own true score, no group twice.
    /// </summary>
    public static void AssertRight(IReadOnlyList<ReferenceHit> expected, IReadOnlyList<VectorHit> hits, HitGrouping grouping)
    {
        Assert.Equal(expected.Count, hits.Count);
        for (var i = 0; i < hits.Count; i++)
        {
            Assert.Equal(expected[i].Score, hits[i].Score, Tolerance);
            if (i > 0)
                Assert.True(HitRanking.Compare(hits[i - 1], hits[i]) < 0);
        }

        Assert.Equal(hits.Count, hits.Select(hit => Group(hit, grouping)).Distinct().Count());
    }

    private static IEnumerable<ReferenceHit> Scores(IEnumerable<VectorPoint> points, VectorQuery query, QueryLeg leg) =>
        from point in points
        where point.Level == query.Level
            && !query.Excluded.Contains(new VideoGeneration(point.Subject.Video, point.Generation))
            && query.Filter.Accepts(point.Subject)
        from vector in point.Vectors
        where leg.Representation == RepresentationName.Full ? vector.IsFull : vector.Name == leg.Representation
        select new ReferenceHit(
            point,
            vector.Name,
            PointId.Of(query.Shard.Tenant, point.Subject.Video, point.Generation, point.Segment, vector.Name),
            Dot(vector.Vector.Span, leg.Vector.Span));

    private static List<ReferenceHit> Distinct(IEnumerable<ReferenceHit> hits, HitGrouping grouping) =>
    [
        .. hits.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id).DistinctBy(hit => Group(hit.Point, grouping)),
    ];

    private static object Group(VideoId video, int generation, int segment, HitGrouping grouping) => grouping switch
    {
        HitGrouping.Video => video,
        _ => (video, generation, segment),
    };

    private static double Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
            sum += (double)one[i] * other[i];
        return sum;
    }
}
