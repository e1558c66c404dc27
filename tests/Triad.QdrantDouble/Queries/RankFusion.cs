using Qdrant.Client.Grpc;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Queries;

/// <summary>Several rankings made one, by ranks or by the distribution of their scores.</summary>
internal static class RankFusion
{
    private const float Spread = 3;
    private const float Middle = 0.5f;

    public static IEnumerable<Scored> Of(List<List<Scored>> rankings, ScoringRule.Fused rule, float? threshold)
    {
        var scored = rule.Kind == Fusion.Dbsf
            ? rankings.SelectMany(Normalised)
            : rankings.SelectMany((ranking, i) => Ranked(ranking, rule.K, rule.Weights?[i] ?? 1));
        var sums = new Dictionary<PointKey, Scored>();
        foreach (var hit in scored)
            sums[hit.Key] = sums.TryGetValue(hit.Key, out var sum) ? sum with { Score = sum.Score + hit.Score } : hit with { Order = null };
        return sums.Values.Order(ScoredComparer.LargerFirst).TakeWhile(hit => threshold is null || hit.Score >= threshold);
    }

    // Reciprocal rank fusion (Cormack, Clarke, Büttcher 2009); a weight stretches or presses the ranks of its source.
    private static IEnumerable<Scored> Ranked(List<Scored> hits, uint k, float weight) =>
        hits.Select((hit, rank) => hit with { Score = RankScore(rank, k, weight) });

    private static float RankScore(int rank, uint k, float weight) => weight <= 0 ? 0 : 1 / (((rank + 1) / weight) + k - 1);

    // Scores between three deviations below the mean and three above become 0 to 1.
    private static IEnumerable<Scored> Normalised(List<Scored> hits)
    {
        if (hits.Count < 2)
            return hits.Select(hit => hit with { Score = Middle });
        var (mean, squares) = (0f, 0f);
        for (var i = 0; i < hits.Count; i++)
        {
            var before = hits[i].Score - mean;
            mean += before / (i + 1);
            squares += before * (hits[i].Score - mean);
        }

        var deviation = MathF.Sqrt(squares / (hits.Count - 1f));
        var (lowest, highest) = (mean - (Spread * deviation), mean + (Spread * deviation));
        return hits.Select(hit => hit with { Score = lowest == highest ? Middle : (hit.Score - lowest) / (highest - lowest) });
    }
}
