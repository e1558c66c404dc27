using System.Globalization;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Writes;

/// <summary>Whether a vector is one that its space can hold, or be asked with. What is not a number passes, as at a server.</summary>
internal static class VectorRules
{
    public static void CheckWritten(VectorSpace space, VectorData vector) =>
        Check(space, vector, space.Name.Length > 0 ? $" for vector '{space.Name}'" : "");

    public static void CheckAsked(VectorSpace space, VectorData vector) => Check(space, vector, "");

    private static void Check(VectorSpace space, VectorData vector, string where)
    {
        if (space.IsSparse != vector.Sparse is not null)
            throw Refusal.WrongInput("Wrong usage of sparse vectors");
        if (vector.Multi is not null && !space.IsMulti)
            throw Refusal.WrongInput("Wrong usage of multi vectors");
        var lengths = vector.Multi?.Select(row => row.Length) ?? (vector.Dense is { } dense ? [dense.Length] : []);
        foreach (var length in lengths.Where(length => length != space.Size))
        {
            throw Refusal.WrongInput(
                string.Create(CultureInfo.InvariantCulture, $"Vector dimension error: expected dim: {space.Size}, got {length}{where}"));
        }
    }
}
