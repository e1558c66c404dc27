using System.Text.Json.Serialization;
using Triad.Evaluation.Metrics;

namespace Triad.Evaluation.Retrieval;

/// <summary>The figures of one direction; recalls are fractions, intervals cover 95 %.</summary>
public sealed record DirectionFigures(
    [property: JsonPropertyName("queries")] int Queries,
    [property: JsonPropertyName("not_found")] int NotFound,
    [property: JsonPropertyName("r1")] double R1,
    [property: JsonPropertyName("r5")] double R5,
    [property: JsonPropertyName("r10")] double R10,
    [property: JsonPropertyName("r50")] double R50,
    [property: JsonPropertyName("medr")] double MedianRank,
    [property: JsonPropertyName("meanr")] double MeanRank,
    [property: JsonPropertyName("r1_ci95")] double[] R1Interval,
    [property: JsonPropertyName("r5_ci95")] double[] R5Interval,
    [property: JsonPropertyName("r10_ci95")] double[] R10Interval,
    [property: JsonPropertyName("r50_ci95")] double[] R50Interval,
    [property: JsonPropertyName("meanr_ci95")] double[] MeanRankInterval)
{
    [JsonIgnore]
    public IReadOnlyList<double> Recalls => [R1, R5, R10, R50];

    /// <summary>
    /// The figures of ranks. An infinite rank, of a query that could not be asked or whose answer is not in the pool, is beyond every cut; median and
    /// mean count it as the last place of the pool.
    /// </summary>
    /// <param name="ranks">Counted from 1.</param>
    /// <param name="pool">How many items or captions are looked through.</param>
    /// <param name="seed">Of the bootstrap.</param>
    public static DirectionFigures Of(IReadOnlyList<double> ranks, int pool, int seed)
    {
        var recalls = RetrievalMetrics.FromRanks([.. ranks]);
        double[] placed = [.. ranks.Select(rank => double.IsInfinity(rank) ? Math.Max(1, pool) : rank)];
        var places = RetrievalMetrics.FromRanks(placed);
        return new DirectionFigures(
            ranks.Count,
            ranks.Count(double.IsInfinity),
            recalls.RecallAt1,
            recalls.RecallAt5,
            recalls.RecallAt10,
            recalls.RecallAt50,
            places.MedianRank,
            places.MeanRank,
            IntervalOfRecall(ranks, 1, seed),
            IntervalOfRecall(ranks, 5, seed),
            IntervalOfRecall(ranks, 10, seed),
            IntervalOfRecall(ranks, 50, seed),
            Rounded(BootstrapInterval.OfMean(placed, seed)));
    }

    /// <summary>The interval of the share of ranks within a cut.</summary>
    public static double[] IntervalOfRecall(IReadOnlyList<double> ranks, int cut, int seed) =>
        Rounded(BootstrapInterval.OfMean([.. ranks.Select(rank => RetrievalMetrics.IsWithin(rank, cut) ? 1.0 : 0.0)], seed));

    private static double[] Rounded(BootstrapInterval interval) => [Math.Round(interval.Low, 4), Math.Round(interval.High, 4)];
}
