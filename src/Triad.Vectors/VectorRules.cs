using System.Numerics.Tensors;
using Triad.Core.Errors;
using Triad.Core.Indexing;
using Triad.Core.Modality;

namespace Triad.Vectors;

/// <summary>What points and queries must satisfy to be comparable at all.</summary>
internal static class VectorRules
{
    /// <summary>How far a length may be from one: float32 rounding of a few thousand terms and a storage's half precision pass.</summary>
    private const float LengthTolerance = 1e-2f;

    public static Error? Check(IReadOnlyList<VectorPoint> points, int dimension)
    {
        for (var i = 0; i < points.Count; i++)
        {
            var point = points[i];
            var field = FormattableString.Invariant($"points[{i}]");
            if (CheckVector(point.Vector.Span, dimension, $"{field}.vector") is { } error)
                return error;
            if (!IsMask(point.Representation))
                return Error.Invalid($"{field}.representation", (int)point.Representation, "is not a mask of t, v, a", "Use a non-empty mask.");
            if (point.Generation < 1)
                return Error.Invalid($"{field}.generation", point.Generation, "is below 1", "Count generations from 1.");
            if (point.Segment < VectorPoint.WholeVideo)
                return Error.Invalid($"{field}.segment", point.Segment, "is below 0", "Count segments from 0; -1 stands for the whole video.");
        }

        return null;
    }

    public static Error? Check(VectorQuery query)
    {
        if (query.Limit < 1)
            return Error.Invalid("limit", query.Limit, "is below 1", "Ask for at least one hit.");
        if (query.Representations.IsDefaultOrEmpty)
            return null;
        foreach (var mask in query.Representations)
            if (!IsMask(mask))
                return Error.Invalid("representations", (int)mask, "is not a mask of t, v, a", "Use non-empty masks.");
        return null;
    }

    public static Error? CheckVector(ReadOnlySpan<float> vector, int dimension, string field)
    {
        if (vector.Length != dimension)
            return Error.Invalid(field, vector.Length, $"is not the number of floats of this space, {dimension}", "Embed with the shard's model package.");
        var length = TensorPrimitives.Norm(vector);
        return Math.Abs(length - 1f) <= LengthTolerance
            ? null
            : Error.Invalid(field, length, "is not the length 1", "Divide the vector by its length; it must be finite and not zero.");
    }

    private static bool IsMask(Modalities mask) => mask is > Modalities.None and <= Modalities.All;
}
