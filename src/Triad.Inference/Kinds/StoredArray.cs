using System.Numerics.Tensors;

namespace Triad.Inference.Kinds;

/// <summary>An array that is stored with its result for comparison, in single precision, row by row.</summary>
/// <param name="Shape">Sizes of its axes.</param>
/// <param name="Values">All values.</param>
internal sealed record StoredArray(int[] Shape, float[] Values)
{
    /// <summary>Values of the first axis' one index.</summary>
    public int RowLength => Shape.Skip(1).Aggregate(1, (product, size) => product * size);

    /// <summary>The values of one index of the first axis.</summary>
    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * RowLength, RowLength);

    /// <summary>The same with rows of unit length. Truth values have no length to compare by and stay as they are; so does a row of zeros.</summary>
    public StoredArray Normalise()
    {
        if (Shape.Length < 2)
            return this;
        var values = Values.ToArray();
        for (var row = 0; row < Shape[0]; row++)
        {
            var own = values.AsSpan(row * RowLength, RowLength);
            var norm = TensorPrimitives.Norm<float>(own);
            if (norm > 0)
                TensorPrimitives.Divide(own, norm, own);
        }

        return this with { Values = values };
    }
}
