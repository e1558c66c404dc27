namespace Triad.Core.Indexing;

/// <summary>What lies above the readers, once for all of them: the lists of representations and shards become one ranking.</summary>
public static class HitRanking
{
    /// <summary>
    /// The best hits of several lists whose scores can be compared, best first, equal scores by ascending id; of each group its best hit. Exact where every
    /// list holds the best <paramref name="limit"/> groups of its own: a group that is missing from the list of its best hit is not among the best of all.
    /// </summary>
    public static IReadOnlyList<VectorHit> Best(IEnumerable<IReadOnlyList<VectorHit>> lists, HitGrouping grouping, int limit)
    {
        var best = new Dictionary<(string Video, int Generation, int Segment), VectorHit>();
        foreach (var hit in lists.SelectMany(list => list))
        {
            var group = GroupOf(hit, grouping);
            if (!best.TryGetValue(group, out var known) || Compare(hit, known) < 0)
                best[group] = hit;
        }

        return [.. best.Values.Order(Comparer<VectorHit>.Create(Compare)).Take(limit)];
    }

    /// <summary>The one order of hits: greater scores first, equal ones by ascending id.</summary>
    public static int Compare(VectorHit one, VectorHit other)
    {
        var byScore = other.Score.CompareTo(one.Score);
        return byScore != 0 ? byScore : one.Id.CompareTo(other.Id);
    }

    private static (string Video, int Generation, int Segment) GroupOf(VectorHit hit, HitGrouping grouping) => grouping switch
    {
        HitGrouping.Video => (hit.Subject.Video.Value, 0, 0),
        _ => (hit.Subject.Video.Value, hit.Generation, hit.Segment),
    };
}
