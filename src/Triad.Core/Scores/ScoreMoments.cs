namespace Triad.Core.Scores;

/// <summary>How many scores there are, their mean, and the sum of their squared distances from it.</summary>
/// <param name="Count">How many.</param>
/// <param name="Mean">Their mean; 0 where there are none.</param>
/// <param name="Squares">Sum of (score - mean)^2.</param>
public readonly record struct ScoreMoments(long Count, double Mean, double Squares)
{
    /// <summary>These and one score more (Welford 1962).</summary>
    public ScoreMoments With(double score)
    {
        var count = Count + 1;
        var mean = Mean + ((score - Mean) / count);
        return new ScoreMoments(count, mean, Squares + ((score - Mean) * (score - mean)));
    }

    /// <summary>These and others together, as if all had been counted at once (Chan, Golub, LeVeque 1979).</summary>
    public ScoreMoments With(ScoreMoments other)
    {
        if (other.Count == 0)
            return this;
        var count = Count + other.Count;
        var apart = other.Mean - Mean;
        return new ScoreMoments(
            count,
            Mean + (apart * other.Count / count),
            Squares + other.Squares + (apart * apart * ((double)Count * other.Count / count)));
    }
}
