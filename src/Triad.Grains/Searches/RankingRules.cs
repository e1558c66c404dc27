using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>How a frozen ranking goes on beyond its hits: pure.</summary>
internal static class RankingRules
{
    /// <summary>The ranking with what a later search found that it has not yet, at most so many hits more.</summary>
    public static Ranking Extend(Ranking ranking, Ranking found, int limit)
    {
        var known = ranking.Hits.Select(hit => GroupOf(hit, ranking.Grouping)).ToHashSet();
        var more = found.Hits.Where(hit => known.Add(GroupOf(hit, ranking.Grouping))).ToList();
        return ranking with
        {
            Hits = ranking.Hits.AddRange(more.Take(limit)),
            IsWhole = more.Count == 0 || (found.IsWhole && more.Count <= limit),
            ShardsAnswered = Math.Min(ranking.ShardsAnswered, found.ShardsAnswered),
        };
    }

    // Whatever its generation: a segment or video that was replaced after it was frozen is not delivered a second time.
    private static (int Library, VideoId Video, int Segment) GroupOf(RankedHit hit, HitGrouping grouping) =>
        (SearchLibraries.PlaceOf(hit.Shard), hit.VideoId, grouping == HitGrouping.Video ? VectorPoint.WholeVideo : hit.Segment);
}
