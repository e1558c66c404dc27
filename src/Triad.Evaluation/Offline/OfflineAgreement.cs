using System.Text.Json.Serialization;
using Triad.Evaluation.Retrieval;

namespace Triad.Evaluation.Offline;

/// <summary>How far the platform and the offline measurement agree.</summary>
/// <param name="MinCosine">The lowest cosine of two vectors of one thing.</param>
/// <param name="Cosines">The same by representation; <c>query t</c> are the texts of queries.</param>
/// <param name="Rankings">Rankings that were compared.</param>
/// <param name="RankingsDifferent">Those that differ by more than ties.</param>
/// <param name="Ties">Neighbours in rankings whose scores are within 1e-4.</param>
/// <param name="TiesSwapped">Those that stand in the other order.</param>
/// <param name="MaxScoreDifference">The largest difference of two scores of one thing.</param>
/// <param name="MaxRecallDifference">The largest difference of two recalls, in points of a hundred.</param>
public sealed record OfflineAgreement(
    double MinCosine,
    IReadOnlyDictionary<string, CosineFigures> Cosines,
    int Rankings,
    int RankingsDifferent,
    long Ties,
    long TiesSwapped,
    double MaxScoreDifference,
    double MaxRecallDifference)
{
    private const double LowestCosine = 0.9999;
    private const double LargestRecallDifference = 0.1;

    // What is left of 0.1 after a subtraction of fractions.
    private const double Rounding = 1e-9;

    /// <summary>Whether all of it is within what is allowed.</summary>
    [JsonPropertyName("agrees")]
    public bool Agrees => MinCosine >= LowestCosine
        && Cosines.Values.All(figures => figures.Missing == 0)
        && RankingsDifferent == 0
        && MaxRecallDifference <= LargestRecallDifference + Rounding;

    public static OfflineAgreement Of(
        IReadOnlyDictionary<string, CosineFigures> cosines,
        IEnumerable<QueryOutcome> outcomes,
        IReadOnlyDictionary<string, DirectionFigures> platform,
        IReadOnlyDictionary<string, DirectionFigures> offline)
    {
        var differences = outcomes.Select(outcome => outcome.Difference).OfType<RankingDifference>().ToList();
        return new OfflineAgreement(
            cosines.Values.Select(figures => figures.MinCosine).DefaultIfEmpty(1).Min(),
            cosines,
            differences.Count,
            differences.Count(difference => !difference.Equal),
            differences.Sum(difference => (long)difference.Ties),
            differences.Sum(difference => (long)difference.Swapped),
            differences.Select(difference => difference.ScoreDifference).DefaultIfEmpty(0).Max(),
            platform.SelectMany(pair => pair.Value.Recalls.Zip(offline[pair.Key].Recalls, (left, right) => 100 * Math.Abs(left - right))).DefaultIfEmpty(0).Max());
    }
}
