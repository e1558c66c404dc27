using System.Text.Json.Serialization;
using Triad.Evaluation.Metrics;
using Triad.Evaluation.Retrieval;

namespace Triad.Evaluation.Footage;

/// <summary>How often the right answer was among the first ones. Shares are fractions.</summary>
/// <param name="R1">Alone at the first place. Of two things called the same either is right.</param>
/// <param name="R5">Among the first five.</param>
/// <param name="R10">Among the first ten.</param>
/// <param name="Chance">The R@1 of a guess.</param>
/// <param name="Pool">Videos that were looked through.</param>
/// <param name="N">Queries.</param>
/// <param name="R1Interval">The 95 % interval of R@1.</param>
/// <param name="OwnR1">R@1 where only the thing that the query was taken from is right.</param>
/// <param name="OwnR5">R@5 of the same.</param>
/// <param name="OwnR10">R@10 of the same.</param>
public sealed record FootageFigures(
    [property: JsonPropertyName("r1")] double R1,
    [property: JsonPropertyName("r5")] double R5,
    [property: JsonPropertyName("r10")] double R10,
    [property: JsonPropertyName("chance")] double Chance,
    [property: JsonPropertyName("pool")] int Pool,
    [property: JsonPropertyName("n")] int N,
    [property: JsonPropertyName("r1_ci95")] double[] R1Interval,
    [property: JsonPropertyName("own_r1")] double OwnR1,
    [property: JsonPropertyName("own_r5")] double OwnR5,
    [property: JsonPropertyName("own_r10")] double OwnR10)
{
    /// <summary>The figures of ranks.</summary>
    internal static FootageFigures Of(IReadOnlyList<FootageRank> ranks, int pool)
    {
        double[] right = [.. ranks.Select(rank => rank.Right)];
        var (metrics, own) = (RetrievalMetrics.FromRanks(right), RetrievalMetrics.FromRanks([.. ranks.Select(rank => rank.Own)]));
        return new FootageFigures(
            Math.Round(metrics.RecallAt1, 4),
            Math.Round(metrics.RecallAt5, 4),
            Math.Round(metrics.RecallAt10, 4),
            Math.Round(ranks.Average(rank => rank.Answers) / pool, 4),
            pool,
            right.Length,
            DirectionFigures.IntervalOfRecall(right, 1, seed: 1),
            Math.Round(own.RecallAt1, 4),
            Math.Round(own.RecallAt5, 4),
            Math.Round(own.RecallAt10, 4));
    }
}
