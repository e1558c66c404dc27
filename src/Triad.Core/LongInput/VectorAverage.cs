using System.Numerics.Tensors;

namespace Triad.Core.LongInput;

/// <summary>The normalised mean of unit vectors, added one by one in double precision, so that an ingest that goes on after a kill ends with the same bits.</summary>
public sealed class VectorAverage(int dimension)
{
    // Below this length the direction of the mean of unit vectors is rounding noise.
    private const double SmallestNorm = 1e-4;

    private readonly double[] _sum = new double[dimension];
    private long _count;

    /// <summary>Adds a unit vector.</summary>
    public void Add(ReadOnlySpan<float> vector)
    {
        for (var i = 0; i < _sum.Length; i++)
            _sum[i] += vector[i];
        _count++;
    }

    /// <summary>The unit vector in the direction of the mean; null without any vector, or where they cancel out.</summary>
    public float[]? Mean()
    {
        var norm = TensorPrimitives.Norm<double>(_sum);
        if (_count == 0 || !(norm >= SmallestNorm * _count))
            return null;
        return [.. _sum.Select(value => (float)(value / norm))];
    }
}
