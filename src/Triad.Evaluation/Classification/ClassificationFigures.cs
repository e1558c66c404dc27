using System.Text.Json.Serialization;
using Triad.Evaluation.Metrics;
using Triad.Evaluation.Retrieval;

namespace Triad.Evaluation.Classification;

/// <summary>Zero-shot classification in figures; shares in [0, 1], intervals cover 95 %.</summary>
/// <param name="Items">Items that have a right label.</param>
/// <param name="NotFound">Those of them that could not be put in, or lack what is looked at: wrong.</param>
/// <param name="Top1">Share of items whose right label comes first, alone.</param>
/// <param name="Top5">Share of items that have a right label among the first five.</param>
/// <param name="Top1Interval">Of <paramref name="Top1"/>.</param>
/// <param name="Top5Interval">Of <paramref name="Top5"/>.</param>
/// <param name="MeanClassTop1">The mean over the labels of their own top-1: each counts the same, however many items it has.</param>
/// <param name="Classes">By label, those that are right for an item.</param>
public sealed record ClassificationFigures(
    int Items,
    int NotFound,
    double Top1,
    double Top5,
    [property: JsonPropertyName("top1_ci95")] double[] Top1Interval,
    [property: JsonPropertyName("top5_ci95")] double[] Top5Interval,
    double MeanClassTop1,
    IReadOnlyDictionary<string, ClassFigures> Classes)
{
    public static ClassificationFigures Of(LabelSet labels, IReadOnlyList<IReadOnlyList<int>> truth, IReadOnlyList<double> ranks, int seed)
    {
        int[] asked = [.. Enumerable.Range(0, truth.Count).Where(item => truth[item].Count > 0)];
        double[] own = [.. asked.Select(item => ranks[item])];
        var classes = new Dictionary<string, ClassFigures>();
        for (var label = 0; label < labels.Labels.Count; label++)
        {
            double[] places = [.. asked.Where(item => truth[item].Contains(label)).Select(item => ranks[item])];
            if (places.Length > 0)
                classes[labels.Labels[label].Name] = new ClassFigures(places.Length, Share(places, 1), Share(places, 5));
        }

        return new ClassificationFigures(
            own.Length,
            own.Count(double.IsInfinity),
            Share(own, 1),
            Share(own, 5),
            DirectionFigures.IntervalOfRecall(own, 1, seed),
            DirectionFigures.IntervalOfRecall(own, 5, seed),
            classes.Values.Average(figures => figures.Top1),
            classes);
    }

    private static double Share(double[] ranks, int cut) => ranks.Count(rank => RetrievalMetrics.IsWithin(rank, cut)) / (double)ranks.Length;
}
