namespace Triad.Core.Scores;

/// <summary>
/// One score of a thing's scores in several representations: the weighted z-scores, summed over the representations that it has, over the root
/// of the sum of their squared weights (Stouffer et al. 1949; the weights: Lipták 1958). A thing that the query does not look for so has a sum
/// of mean 0 and deviation 1 whatever it has: neither who has much nor who has little is ahead for that.
/// </summary>
public static class ScoreSum
{
    /// <summary>Stands for the score in a representation that a thing does not have.</summary>
    public const float Missing = float.NaN;

    /// <summary>The sum; <see cref="Missing"/> where it has none of the representations.</summary>
    /// <param name="scores">Its score in each representation, or <see cref="Missing"/>.</param>
    /// <param name="scales">Their scales, in the same order.</param>
    public static float Of(ReadOnlySpan<float> scores, ReadOnlySpan<ScoreScale> scales)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < scores.Length; i++)
        {
            if (float.IsNaN(scores[i]))
                continue;
            sum += scales[i].Weight * scales[i].Standard(scores[i]);
            squares += scales[i].Weight * scales[i].Weight;
        }

        return squares > 0 ? (float)(sum / Math.Sqrt(squares)) : Missing;
    }

    /// <summary>What each representation adds to the sum; 0 for one that is missing.</summary>
    public static double[] Shares(ReadOnlySpan<float> scores, ReadOnlySpan<ScoreScale> scales)
    {
        var shares = new double[scores.Length];
        var squares = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (float.IsNaN(scores[i]))
                continue;
            shares[i] = scales[i].Weight * scales[i].Standard(scores[i]);
            squares += scales[i].Weight * scales[i].Weight;
        }

        for (var i = 0; i < shares.Length && squares > 0; i++)
            shares[i] /= Math.Sqrt(squares);
        return shares;
    }

    /// <summary>The representation that adds most; of equal ones the first. -1 where all are missing.</summary>
    public static int Foremost(ReadOnlySpan<float> scores, ReadOnlySpan<ScoreScale> scales)
    {
        var (best, most) = (-1, double.NegativeInfinity);
        for (var i = 0; i < scores.Length; i++)
        {
            var share = scales[i].Weight * scales[i].Standard(scores[i]);
            if (!float.IsNaN(scores[i]) && (best < 0 || share > most))
                (best, most) = (i, share);
        }

        return best;
    }

    /// <summary>
    /// The most that the sum of a thing can be whose score in each representation is at most the given one, or <see cref="Missing"/> where it
    /// cannot have it; negative infinity where all are missing. By Cauchy and Schwarz no choice of what is missing has more than the root of the
    /// sum of the squares of positive z-scores; of negative ones alone none has more than the greatest.
    /// </summary>
    public static double Most(ReadOnlySpan<float> scores, ReadOnlySpan<ScoreScale> scales)
    {
        var (squares, greatest) = (0.0, double.NegativeInfinity);
        for (var i = 0; i < scores.Length; i++)
        {
            if (float.IsNaN(scores[i]))
                continue;
            var standard = scales[i].Standard(scores[i]);
            greatest = Math.Max(greatest, standard);
            squares += standard > 0 ? standard * standard : 0;
        }

        return greatest > 0 ? Math.Sqrt(squares) : greatest;
    }
}
