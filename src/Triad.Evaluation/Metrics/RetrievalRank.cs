namespace Triad.Evaluation.Metrics;

/// <summary>Finds the rank of the right answer among scores.</summary>
public static class RetrievalRank
{
    /// <summary>The rank of one item, counted from 1; a tie can make it fractional.</summary>
    /// <param name="scores">The score of every item of the pool for one query; greater is better.</param>
    /// <param name="expected">The index of the right item in <paramref name="scores"/>.</param>
    /// <param name="ties">How ties with the right item are counted.</param>
    /// <returns>A rank in [1, pool]. An expected score that is not a number takes the last rank.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="expected"/> is no index of <paramref name="scores"/>.</exception>
    public static double Of(ReadOnlySpan<double> scores, int expected, TieBreak ties = TieBreak.Average)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expected);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(expected, scores.Length);

        var right = scores[expected];
        if (double.IsNaN(right))
            return scores.Length;

        var better = 0;
        var tied = 0;
        foreach (var score in scores)
        {
            if (score > right)
                better++;
            else if (score == right)
                tied++;
        }

        return ties == TieBreak.Average ? 1 + better + ((tied - 1) / 2.0) : 1 + better;
    }

    /// <summary>
    /// The rank of the best of several right items, counted from 1: a video is found by whichever of its captions comes first. Other items that
    /// score as much as that one push it back by half a rank each; right ones do not.
    /// </summary>
    /// <param name="scores">The score of every item of the pool for one query; greater is better.</param>
    /// <param name="expected">The indices of the right items in <paramref name="scores"/>, each once.</param>
    /// <returns>A rank in [1, pool]; infinity where nothing is right or every right score is not a number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">One of <paramref name="expected"/> is no index of <paramref name="scores"/>.</exception>
    public static double OfBest(ReadOnlySpan<double> scores, ReadOnlySpan<int> expected)
    {
        var best = double.NaN;
        foreach (var index in expected)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, scores.Length);
            if (!(scores[index] <= best))
                best = double.IsNaN(scores[index]) ? best : scores[index];
        }

        if (double.IsNaN(best))
            return double.PositiveInfinity;
        var better = 0;
        var tied = 0;
        foreach (var score in scores)
        {
            if (score > best)
                better++;
            else if (score == best)
                tied++;
        }

        foreach (var index in expected)
        {
            if (scores[index] == best)
                tied--;
        }

        return 1 + better + (tied / 2.0);
    }
}
