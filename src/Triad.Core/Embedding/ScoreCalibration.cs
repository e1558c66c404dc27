using Triad.Core.Scores;

namespace Triad.Core.Embedding;

/// <summary>
/// What a cosine means by the model's own training: the probability that two things belong together is sigmoid(Scale x cosine + Bias), as in SigLIP
/// (Zhai et al. 2023). Probabilities of different heads can be compared, their cosines cannot.
/// </summary>
/// <param name="Scale">Above 0, so that the order of cosines stays.</param>
/// <param name="Bias">The logit of a cosine of 0.</param>
public readonly record struct ScoreCalibration(float Scale, float Bias)
{
    /// <summary>The deviation of logits of unrelated things: a choice, which a tenant's own scores soon replace.</summary>
    public const double UnrelatedLogits = 2;

    /// <summary>The logit of a cosine.</summary>
    public float Logit(float cosine) => (Scale * cosine) + Bias;

    /// <summary>
    /// What scores of unrelated things are like by this: around 0, where the logit is the bias that the model learnt for chance, and so far from it that
    /// logits differ by <see cref="UnrelatedLogits"/>. Above it a score counts by its log odds, whatever the head's scale.
    /// </summary>
    public ScorePrior Prior => new(0, UnrelatedLogits / Scale);

    /// <summary>The probability of a cosine, from 0 to 1.</summary>
    public float Probability(float cosine) => 1 / (1 + MathF.Exp(-Logit(cosine)));
}
