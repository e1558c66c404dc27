using System.Numerics.Tensors;
using Triad.Core.Errors;

namespace Triad.Inference.Embedding;

/// <summary>Brings what a graph gives to unit length. A vector with numbers that are none, or without length, is never stored or compared.</summary>
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
    /// <param name="package">The package.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="input">What it was given, as people know it.</param>
    /// <param name="vector">What it gave.</param>
    public static Error Fault(string package, string graph, string input, ReadOnlySpan<float> vector)
    {
        var problem = vector.ContainsAnyExceptInRange(float.MinValue, float.MaxValue) ? "numbers that are not finite" : "a vector without length";
        var shown = input.Length <= MostShown ? input : string.Concat(input.AsSpan(0, MostShown), "…");
        return new Error(
            ErrorReason.Internal,
            $"The graph '{graph}' of the model package {package} gave {problem} for '{shown}'. Nothing was stored.",
            "model_package",
            package,
            "Use another variant of the model: half precision overflows in some.");
    }
}
