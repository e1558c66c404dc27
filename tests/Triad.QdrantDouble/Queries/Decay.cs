using Qdrant.Client.Grpc;

namespace Triad.Doubles.Queries;

/// <summary>The decay functions of formulas: 1 at the target, the midpoint at one scale from it.</summary>
internal static class Decay
{
    private const double DefaultMidpoint = 0.5;
    private const double DefaultScale = 1;

    public static double Exponential(DecayParamsExpression decay, Func<Expression, double> value) =>
        Math.Exp(Math.Log(Midpoint(decay)) / Scale(decay) * Math.Abs(Distance(decay, value)));

    public static double Gaussian(DecayParamsExpression decay, Func<Expression, double> value) =>
        Math.Exp(Math.Log(Midpoint(decay)) / Math.Pow(Scale(decay), 2) * Math.Pow(Distance(decay, value), 2));

    public static double Linear(DecayParamsExpression decay, Func<Expression, double> value) =>
        Math.Max(0, 1 - ((1 - Midpoint(decay, isLinear: true)) / Scale(decay) * Math.Abs(Distance(decay, value))));

    private static double Distance(DecayParamsExpression decay, Func<Expression, double> value) =>
        value(decay.X) - (decay.Target is { } target ? value(target) : 0);

    private static double Midpoint(DecayParamsExpression decay, bool isLinear = false)
    {
        var midpoint = decay.HasMidpoint ? decay.Midpoint : DefaultMidpoint;
        if (isLinear ? midpoint is >= 0 and <= 1 : midpoint is > 0 and < 1)
            return midpoint;
        throw Refusal.Invalid(isLinear
            ? FormattableString.Invariant($"Linear decay midpoint should be in the range [0.0, 1.0], got {midpoint}.")
            : FormattableString.Invariant($"Decay midpoint should be in the range (0.0, 1.0), got {midpoint}."));
    }

    private static double Scale(DecayParamsExpression decay)
    {
        var scale = decay.HasScale ? decay.Scale : DefaultScale;
        return scale > 0
            ? scale
            : throw Refusal.Invalid(FormattableString.Invariant($"Decay scale should be non-zero positive, got {scale}."));
    }
}
