using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Scores;

namespace Triad.Vectors.Qdrant.Searching;

/// <summary>The points that are among the best of some leg, and what may lie beyond them: pure.</summary>
internal sealed class SumCandidates
{
    private readonly Dictionary<(VideoId Video, int Generation, int Segment), SumCandidate> _points = [];
    private readonly bool[] _goesOn;
    private readonly float[] _last;

    /// <param name="legs">The best points of each leg, best first.</param>
    /// <param name="length">How many were asked for: a shorter list is all that there is.</param>
    public SumCandidates(ImmutableArray<IReadOnlyList<VectorHit>> legs, int length)
    {
        _goesOn = [.. legs.Select(list => list.Count >= length)];
        _last = [.. legs.Select(list => list.Count >= length ? list[^1].Score : ScoreSum.Missing)];
        for (var leg = 0; leg < legs.Length; leg++)
        {
            foreach (var hit in legs[leg])
            {
                var key = (hit.Subject.Video, hit.Generation, hit.Segment);
                if (!_points.TryGetValue(key, out var point))
                    _points.Add(key, point = new SumCandidate(hit, legs.Length));
                point.Scores[leg] = hit.Score;
            }
        }
    }

    /// <summary>Points of which a leg's score is not known, and that may have one.</summary>
    public IEnumerable<SumCandidate> Missing(int leg) =>
        _goesOn[leg] ? _points.Values.Where(point => float.IsNaN(point.Scores[leg])) : [];

    /// <summary>The best of them.</summary>
    public IReadOnlyList<VectorHit> Best(VectorQuery query) =>
        HitRanking.Best([[.. _points.Values.Select(point => ToHit(point, query))]], query.Grouping, query.Limit);

    /// <summary>True where no point beyond the lists can be among the best.</summary>
    public bool IsCertain(IReadOnlyList<VectorHit> best, VectorQuery query)
    {
        var most = ScoreSum.Most(_last, query.Scales.AsSpan());
        return double.IsNegativeInfinity(most) || (best.Count == query.Limit && best[^1].Score > most);
    }

    private static VectorHit ToHit(SumCandidate point, VectorQuery query)
    {
        var hit = point.Hit;
        var name = query.Legs[ScoreSum.Foremost(point.Scores, query.Scales.AsSpan())].Representation;
        return hit with
        {
            Id = PointId.Of(query.Shard.Tenant, hit.Subject.Video, hit.Generation, hit.Segment, name),
            Representation = name,
            Score = ScoreSum.Of(point.Scores, query.Scales.AsSpan()),
            LegScores = [.. point.Scores],
        };
    }
}
