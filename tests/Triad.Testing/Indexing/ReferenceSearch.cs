using Triad.Core.Indexing;

namespace Triad.Testing.Indexing;

/// <summary>The search as its definition says it, in double precision and without any cleverness.</summary>
public static class ReferenceSearch
{
    /// <summary>How far a score in single precision may be from the true one.</summary>
    public const double Tolerance = 2e-6;

    /// <summary>The best point of every group, best first, from the points that count. The query's cursor and limit are left to the caller.</summary>
    public static List<(VectorPoint Point, double Score)> Rank(IEnumerable<VectorPoint> points, VectorQuery query) =>
    [
        .. points
            .Where(point => point.Level == query.Level)
            .Where(point => query.Representations.IsDefaultOrEmpty ? point.IsFull : query.Representations.Contains(point.Representation))
            .Where(point => !query.Excluded.Contains(new VideoGeneration(point.Subject.Video, point.Generation)))
            .Where(point => query.Filter.Accepts(point.Subject))
            .Select(point => (Point: point, Score: Dot(point.Vector.Span, query.Vector.Span)))
            .OrderByDescending(hit => hit.Score)
            .ThenBy(hit => hit.Point.Id)
            .DistinctBy(hit => Group(hit.Point, query.Grouping)),
    ];

    /// <summary>What a point's hit stands for.</summary>
    public static object Group(VectorPoint point, HitGrouping grouping) => grouping switch
    {
        HitGrouping.Video => point.Subject.Video,
        _ => (point.Subject.Video, point.Generation, point.Segment),
    };

    /// <summary>Fails unless the hits are a right answer: the reference's scores in its order, each hit with its own true score, no group twice.</summary>
    public static void AssertRight(List<(VectorPoint Point, double Score)> expected, IReadOnlyList<VectorHit> hits, VectorQuery query)
    {
        Assert.Equal(expected.Count, hits.Count);
        for (var i = 0; i < hits.Count; i++)
        {
            Assert.Equal(expected[i].Score, hits[i].Score, Tolerance);
            Assert.Equal(Dot(hits[i].Point.Vector.Span, query.Vector.Span), hits[i].Score, Tolerance);
            if (i > 0)
            {
                Assert.True(
                    hits[i - 1].Score > hits[i].Score
                    || (hits[i - 1].Score == hits[i].Score && hits[i - 1].Point.Id.CompareTo(hits[i].Point.Id) < 0));
            }
        }

        Assert.Equal(hits.Count, hits.Select(hit => Group(hit.Point, query.Grouping)).Distinct().Count());
    }

    private static double Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
            sum += (double)one[i] * other[i];
        return sum;
    }
}
