using System.Numerics.Tensors;
using Triad.Core.Errors;

namespace Triad.Inference.Embedding;

/// <summary>
/// Brings what a graph gives to unit length. A vector with numbers that are none, or without length, is never stored or
/// compared.
/// </summary>
internal static class UnitVector
{
    private const float SmallestNorm = 1e-12f;
    private const int MostShown = 60;

    /// <summary>Scales a vector in place.</summary>
    /// <returns>False where it has no direction.</returns>
    public static bool TryScale(Span<float> vector)
    {
        var norm = TensorPrimitives.Norm<float>(vector);
        if (!float.IsFinite(norm) || norm < SmallestNorm)
            return false;
        TensorPrimitives.Divide(vector, norm, vector);
        return true;
    }

    /// <summary>Says that a graph gave a vector that is none.</summary>
    /// <param name="graph">Package and graph.</param>
    /// <param name="input">What it was given, as people know it.</param>
    public static Error Fault(string graph, string input) =>
        Of(new Error(ErrorReason.Internal, $"The graph {graph} gave a vector without a length."), input);

    /// <summary>Adds to a graph's failure what it was given.</summary>
    /// <param name="failure">The failure, which names package and graph.</param>
    /// <param name="input">What it was given, as people know it.</param>
    public static Error Of(Error failure, string input)
    {
        if (failure.Reason != ErrorReason.Internal)
            return failure;
        var shown = input.Length <= MostShown ? input : string.Concat(input.AsSpan(0, MostShown), "…");
        return failure with
        {
            Message = $"{failure.Message} It was given '{shown}'; nothing is stored of it.",
            Remedy = "Use another variant of the model: half precision overflows in some.",
        };
    }
}
