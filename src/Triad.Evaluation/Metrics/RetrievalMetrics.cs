namespace Triad.Evaluation.Metrics;

/// <summary>
/// The retrieval metrics of the text-to-video literature (Miech et al. 2019; "Everything at Once", CVPR 2022) over the
/// ranks of the right answers, one right answer a query.
/// </summary>
/// <param name="Queries">Number of queries.</param>
/// <param name="RecallAt1">Fraction of queries, in [0, 1], whose right answer is alone at rank 1.</param>
/// <param name="RecallAt5">Fraction in the first 5.</param>
/// <param name="RecallAt10">Fraction in the first 10.</param>
/// <param name="RecallAt50">Fraction in the first 50.</param>
/// <param name="MedianRank">Median rank, counted from 1.</param>
/// <param name="MeanRank">Mean rank, counted from 1.</param>
public sealed record RetrievalMetrics(
    int Queries,
    double RecallAt1,
    double RecallAt5,
    double RecallAt10,
    double RecallAt50,
    double MedianRank,
    double MeanRank)
{
    /// <summary>The geometric mean of R@1, R@5 and R@10, in [0, 1].</summary>
    public double GeometricMean => Math.Cbrt(RecallAt1 * RecallAt5 * RecallAt10);

    /// <summary>Computes the metrics from ranks.</summary>
    /// <param name="ranks">The rank of the right answer of every query, counted from 1, fractional where it is tied.</param>
    /// <exception cref="ArgumentException">There are no ranks, or one is below 1.</exception>
    public static RetrievalMetrics FromRanks(ReadOnlySpan<double> ranks)
    {
        if (ranks.IsEmpty)
            throw new ArgumentException("Metrics need at least one query.", nameof(ranks));

        var sorted = ranks.ToArray();
        Array.Sort(sorted);
        if (!(sorted[0] >= 1))
            throw new ArgumentException($"Ranks count from 1, one is {sorted[0]}.", nameof(ranks));

        return new RetrievalMetrics(
            sorted.Length,
            Recall(sorted, 1),
            Recall(sorted, 5),
            Recall(sorted, 10),
            Recall(sorted, 50),
            Median(sorted),
            sorted.Average());
    }

    /// <summary>Whether a rank counts as found within the first <paramref name="k"/>.</summary>
    /// <remarks>
    /// As the authors of the paper count averaged ranks: R@1 wants rank 1 exactly, so that a constant score earns nothing; for
    /// larger k a rank that a tie has put halfway behind k still counts.
    /// </remarks>
    /// <param name="rank">A rank, counted from 1.</param>
    /// <param name="k">The cut, at least 1.</param>
    public static bool IsWithin(double rank, int k) => k == 1 ? rank == 1 : rank < k + 1;

    private static double Recall(double[] ranks, int k) => ranks.Count(rank => IsWithin(rank, k)) / (double)ranks.Length;

    private static double Median(double[] sorted)
    {
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
