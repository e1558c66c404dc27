using Triad.Core.Errors;

namespace Triad.Core.Embedding;

/// <summary>The one rule for weights of query parts.</summary>
public static class QueryWeight
{
    /// <summary>The largest size of a weight, in both directions.</summary>
    public const float Largest = 100;

    /// <summary>Null for a weight; FieldInvalid for 0, what is no number, and what is too large.</summary>
    /// <param name="weight">The weight as it came.</param>
    /// <param name="field">Its field.</param>
    public static Error? Check(double weight, string field) =>
        weight is >= -Largest and <= Largest && (float)weight != 0
            ? null
            : Error.Invalid(
                field, weight, "is not a weight", FormattableString.Invariant($"Give a number from -{Largest} to {Largest} other than 0, or leave it out for 1."));
}
