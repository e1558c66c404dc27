using System.Text.Json.Serialization;
using Triad.Core.Evaluation;

namespace Triad.Cli.Evaluation;

/// <summary>The figures of one direction; recalls are fractions.</summary>
internal sealed record DirectionFigures(
    [property: JsonPropertyName("r1")] double R1,
    [property: JsonPropertyName("r5")] double R5,
    [property: JsonPropertyName("r10")] double R10,
    [property: JsonPropertyName("medr")] double MedianRank,
    [property: JsonPropertyName("r1_ci95")] double[] R1Interval)
{
    public static DirectionFigures Of(IReadOnlyList<double> ranks, int seed)
    {
        var metrics = RetrievalMetrics.FromRanks([.. ranks]);
        var interval = BootstrapInterval.OfMean([.. ranks.Select(rank => RetrievalMetrics.IsWithin(rank, 1) ? 1.0 : 0.0)], seed);
        return new DirectionFigures(
            metrics.RecallAt1,
            metrics.RecallAt5,
            metrics.RecallAt10,
            metrics.MedianRank,
            [Math.Round(interval.Low, 4), Math.Round(interval.High, 4)]);
    }
}
