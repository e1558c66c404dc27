namespace Triad.Core.Scores;

/// <summary>
/// Makes the scores of one representation comparable with those of others: z = (score - mean) / deviation, both of what a query scores with
/// things that it does not look for, since almost all that is stored is that.
/// </summary>
/// <param name="Mean">The mean score.</param>
/// <param name="Deviation">The standard deviation of scores, greater than 0.</param>
/// <param name="Weight">How much the representation counts beside the others, greater than 0.</param>
public readonly record struct ScoreScale(double Mean, double Deviation, double Weight)
{
    /// <summary>From so many scores on they speak for themselves.</summary>
    public const int EnoughScores = 256;

    // What a package's prior is worth, in scores. A query's mean differs from others' more than its deviation does.
    private const double PriorMeanCounts = 4;
    private const double PriorDeviationCounts = 32;

    // Without a prior: cosines of unrelated things as most encoders give them, worth next to nothing.
    private const double UnknownDeviation = 0.1;
    private const double UnknownMeanCounts = 1;
    private const double UnknownDeviationCounts = 8;

    // Where all scores are one there is nothing to tell apart.
    private const double LeastDeviation = 1e-4;

    // Things that are all alike, such as names that are numbers, differ by the encoder's noise alone: it must not count as much as what others say.
    private const double LeastOfPrior = 0.5;

    /// <summary>
    /// The scale of a representation for one query. The fewer scores there are the more the prior counts: it is worth a fixed number of scores,
    /// which falls to none at <see cref="EnoughScores"/> (the posterior of a normal distribution's mean and deviation: Gelman et al., Bayesian
    /// Data Analysis, 3.3, with a mean and a deviation that are believed in for themselves). The deviation is never below half of the prior's.
    /// </summary>
    /// <param name="moments">Of the query's scores with a sample of the tenant's own vectors.</param>
    /// <param name="prior">What the package says; null where it says nothing.</param>
    /// <param name="weight">The weight.</param>
    public static ScoreScale Of(ScoreMoments moments, ScorePrior? prior, double weight)
    {
        var belief = Math.Max(0, 1 - (moments.Count / (double)EnoughScores));
        var (mean, deviation) = prior is { } known ? (known.Mean, known.Deviation) : (0, UnknownDeviation);
        var forMean = belief * (prior is null ? UnknownMeanCounts : PriorMeanCounts);
        var forDeviation = belief * (prior is null ? UnknownDeviationCounts : PriorDeviationCounts);
        var variance = ((forDeviation * deviation * deviation) + moments.Squares) / (forDeviation + Math.Max(0, moments.Count - 1));
        return new ScoreScale(
            ((forMean * mean) + (moments.Count * moments.Mean)) / (forMean + moments.Count),
            Math.Max(Math.Max(LeastDeviation, Math.Sqrt(variance)), LeastOfPrior * (prior?.Deviation ?? 0)),
            weight);
    }

    /// <summary>How many deviations a score lies above the mean.</summary>
    public double Standard(double score) => (score - Mean) / Deviation;
}
