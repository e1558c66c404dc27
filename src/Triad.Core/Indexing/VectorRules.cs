using System.Collections.Immutable;
using System.Numerics.Tensors;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Core.Indexing;

/// <summary>
/// What points and queries must satisfy to be comparable at all, written once for every index. It asks for the dimension that a shard has
/// for a name: null where it lacks the name.
/// </summary>
public static class VectorRules
{
    /// <summary>How far a length may be from one: float32 rounding of a few thousand terms and a storage's half precision pass.</summary>
    private const float LengthTolerance = 1e-2f;

    /// <summary>Whether a shard can be opened with these representations.</summary>
    public static Error? Check(IReadOnlyList<RepresentationShape> shapes, Func<RepresentationName, int?> dimensionOf)
    {
        if (shapes.Count == 0)
            return Error.Missing("representations", "Name at least one representation.");
        for (var i = 0; i < shapes.Count; i++)
        {
            var (name, dimension) = shapes[i];
            var field = FormattableString.Invariant($"representations[{i}]");
            if (dimension < 1)
                return Error.Invalid($"{field}.dimension", dimension, "is below 1", "Give the embedding size of the model package.");
            if (dimensionOf(name) is { } known && known != dimension)
                return Error.Invalid($"{field}.dimension", dimension, $"is not the shard's for {name}, {known}", "Use the model package of the tenant.");
            if (shapes.Take(i).Any(other => other.Name == name))
                return Error.Invalid($"{field}.name", name, "is named twice", "Name each representation once.");
        }

        return null;
    }

    /// <summary>Whether points can be stored: whole numbers in range, known names, finite vectors of unit length.</summary>
    public static Error? Check(IReadOnlyList<VectorPoint> points, Func<RepresentationName, int?> dimensionOf)
    {
        for (var i = 0; i < points.Count; i++)
        {
            var point = points[i];
            var field = FormattableString.Invariant($"points[{i}]");
            if (point.Generation < 1)
                return Error.Invalid($"{field}.generation", point.Generation, "is below 1", "Count generations from 1.");
            if (point.Segment < VectorPoint.WholeVideo)
                return Error.Invalid($"{field}.segment", point.Segment, "is below 0", "Count segments from 0; -1 stands for the whole video.");
            if (CheckVectors(point, dimensionOf, field) is { } error)
                return error;
        }

        return null;
    }

    /// <summary>Whether a query asks for something.</summary>
    public static Error? Check(VectorQuery query)
    {
        if (query.Limit < 1)
            return Error.Invalid("limit", query.Limit, "is below 1", "Ask for at least one hit.");
        if (CheckLegs(query.Legs) is { } wrong)
            return wrong;
        if (query.IsSum && query.Scales.Length != query.Legs.Length)
            return Error.Invalid("scales", query.Scales.Length, $"are not the {query.Legs.Length} of the legs", "Give one scale a leg, or none.");
        for (var i = 0; query.IsSum && i < query.Scales.Length; i++)
        {
            if (!(query.Scales[i] is { Deviation: > 0, Weight: > 0 }))
                return Error.Invalid($"scales[{i}]", query.Scales[i], "is no scale", "Give a deviation and a weight above 0.");
            if (query.Legs[i].Representation == RepresentationName.Full)
                return Error.Invalid($"legs[{i}].representation", "full", "cannot be a part of a sum", "Name the representations.");
        }

        return null;
    }

    /// <summary>Whether legs ask for something, each for something else.</summary>
    public static Error? CheckLegs(ImmutableArray<QueryLeg> legs)
    {
        if (legs.IsDefaultOrEmpty)
            return Error.Missing("legs", "Ask at least one representation.");
        for (var i = 1; i < legs.Length; i++)
            if (legs.Take(i).Any(leg => leg.Representation == legs[i].Representation))
                return Error.Invalid($"legs[{i}].representation", legs[i].Representation, "is asked twice", "Ask each representation once.");
        return null;
    }

    /// <summary>Whether the legs can be compared with what the shard holds. What it does not hold, nothing is compared with.</summary>
    public static Error? CheckVectors(ImmutableArray<QueryLeg> legs, Func<RepresentationName, int?> dimensionOf)
    {
        for (var i = 0; i < legs.Length; i++)
        {
            var leg = legs[i];
            if (dimensionOf(leg.Representation) is { } dimension
                && CheckVector(leg.Vector.Span, dimension, FormattableString.Invariant($"legs[{i}].vector")) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private static Error? CheckVectors(VectorPoint point, Func<RepresentationName, int?> dimensionOf, string of)
    {
        for (var i = 0; i < point.Vectors.Length; i++)
        {
            var vector = point.Vectors[i];
            var field = FormattableString.Invariant($"{of}.vectors[{i}]");
            if (vector.Name == RepresentationName.Full || dimensionOf(vector.Name) is not { } dimension)
                return Error.Invalid($"{field}.name", vector.Name, "is not a representation of the shard", "Open the shard with it, or use another.");
            if (point.Vectors.Take(i).Any(other => other.Name == vector.Name))
                return Error.Invalid($"{field}.name", vector.Name, "is named twice", "Give one vector a representation.");
            if (CheckVector(vector.Vector.Span, dimension, $"{field}.vector") is { } wrong)
                return wrong;
            if (vector.IsFull && CheckFull(point, dimensionOf, dimension, field) is { } notFull)
                return notFull;
        }

        return null;
    }

    private static Error? CheckFull(VectorPoint point, Func<RepresentationName, int?> dimensionOf, int dimension, string field)
    {
        if (point.Vectors.Count(other => other.IsFull) > 1)
            return Error.Invalid($"{field}.is_full", true, "is so of several vectors", "Mark one vector of a point as the full one.");
        return dimensionOf(RepresentationName.Full) == dimension
            ? null
            : Error.Invalid($"{field}.is_full", true, "cannot be", "Open the shard with the representation 'full', of the same dimension.");
    }

    private static Error? CheckVector(ReadOnlySpan<float> vector, int dimension, string field)
    {
        if (vector.Length != dimension)
            return Error.Invalid(field, vector.Length, $"is not the number of floats of this space, {dimension}", "Embed with the shard's model package.");
        var length = TensorPrimitives.Norm(vector);
        return Math.Abs(length - 1f) <= LengthTolerance
            ? null
            : Error.Invalid(field, length, "is not the length 1", "Divide the vector by its length; it must be finite and not zero.");
    }
}
