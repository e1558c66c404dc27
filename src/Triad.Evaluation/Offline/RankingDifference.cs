namespace Triad.Evaluation.Offline;

/// <summary>How two rankings of one query differ, where scores that are close count as equal.</summary>
/// <param name="Ties">Neighbours in the platform's ranking whose offline scores are within the tolerance of each other.</param>
/// <param name="Swapped">Those of them that stand in the other order offline.</param>
/// <param name="Equal">Whether the rankings are equal but for ties: the same items, and none before one that is better by more than the tolerance.</param>
/// <param name="ScoreDifference">The largest difference of an item's two scores.</param>
public sealed record RankingDifference(int Ties, int Swapped, bool Equal, double ScoreDifference)
{
    /// <summary>Scores that are this close count as equal.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>Compares the platform's hits, best first, with the offline scores of the same items.</summary>
    /// <param name="hits">Item and score, in the platform's order.</param>
    /// <param name="offline">The offline score by item; those that are not in the pool are left out.</param>
    public static RankingDifference Of(IReadOnlyList<(int Item, double Score)> hits, IReadOnlyDictionary<int, double> offline)
    {
        var scores = new double[hits.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            if (!offline.TryGetValue(hits[i].Item, out scores[i]))
                return new RankingDifference(0, 0, false, double.PositiveInfinity);
        }

        var (ties, swapped, equal, difference) = (0, 0, hits.Count == offline.Count, 0.0);
        var lowest = double.PositiveInfinity;
        for (var i = 0; i < scores.Length; i++)
        {
            difference = Math.Max(difference, Math.Abs(scores[i] - hits[i].Score));
            if (i > 0 && Math.Abs(scores[i] - scores[i - 1]) <= Tolerance)
            {
                ties++;
                if (scores[i] > scores[i - 1])
                    swapped++;
            }

            equal &= scores[i] <= lowest + Tolerance;
            lowest = Math.Min(lowest, scores[i]);
        }

        return new RankingDifference(ties, swapped, equal, difference);
    }
}
