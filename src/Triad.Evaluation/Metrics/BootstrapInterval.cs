namespace Triad.Evaluation.Metrics;

/// <summary>A percentile bootstrap interval of a mean (Efron and Tibshirani 1993, chapter 13).</summary>
/// <param name="Low">The lower bound.</param>
/// <param name="High">The upper bound.</param>
public readonly record struct BootstrapInterval(double Low, double High)
{
    /// <summary>Resamples values with replacement and takes the percentiles of the means.</summary>
    /// <param name="values">One value a query; for R@1 it is 1 or 0.</param>
    /// <param name="seed">The seed: the same seed and values give the same interval.</param>
    /// <param name="resamples">How many resamples, at least 100.</param>
    /// <param name="confidence">The share that the interval covers, in (0, 1).</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Too few resamples, or a confidence outside (0, 1).</exception>
    public static BootstrapInterval OfMean(ReadOnlySpan<double> values, int seed = 1, int resamples = 2000, double confidence = 0.95)
    {
        if (values.IsEmpty)
            throw new ArgumentException("An interval needs at least one value.", nameof(values));
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 100);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(confidence, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidence, 1);

        var random = new Random(seed);
        var means = new double[resamples];
        for (var i = 0; i < resamples; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < values.Length; j++)
                sum += values[random.Next(values.Length)];
            means[i] = sum / values.Length;
        }

        Array.Sort(means);
        var tail = (1 - confidence) / 2;
        return new BootstrapInterval(Percentile(means, tail), Percentile(means, 1 - tail));
    }

    private static double Percentile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
