using Triad.Core.Indexing;

namespace Triad.Testing.Indexing;

/// <summary>The full vector of points in tests.</summary>
public static class VectorPointExtensions
{
    /// <summary>The full vector of a point.</summary>
    public static ReadOnlyMemory<float> Full(this VectorPoint point) => point.Vectors.Single(vector => vector.IsFull).Vector;

    /// <summary>The point with nothing but its full vector, which is this one.</summary>
    public static VectorPoint WithOnlyFull(this VectorPoint point, ReadOnlyMemory<float> vector) =>
        point with { Vectors = [point.Vectors.Single(own => own.IsFull) with { Vector = vector }] };
}
