namespace Triad.Evaluation.Checking;

/// <summary>An array of a NumPy file as single precision, row by row.</summary>
/// <param name="Shape">Sizes of its axes.</param>
/// <param name="Values">All values.</param>
internal sealed record NpyArray(int[] Shape, float[] Values)
{
    /// <summary>Values of the first axis' one index.</summary>
    public int RowLength => Shape.Skip(1).Aggregate(1, (product, size) => product * size);

    /// <summary>The values of one index of the first axis.</summary>
    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * RowLength, RowLength);
}
