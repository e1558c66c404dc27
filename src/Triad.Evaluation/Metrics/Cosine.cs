namespace Triad.Evaluation.Metrics;

/// <summary>The cosine of two vectors, summed in double precision: in single precision two equal vectors may differ by some 1e-7.</summary>
internal static class Cosine
{
    /// <summary>The cosine; 1 where both are zero, 0 where one is, and NaN where a number is.</summary>
    public static double Of(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        if (left.Length != right.Length)
            throw new ArgumentException($"is of {right.Length} numbers, the other of {left.Length}", nameof(right));
        var (product, leftSquares, rightSquares) = (0.0, 0.0, 0.0);
        for (var i = 0; i < left.Length; i++)
        {
            product += (double)left[i] * right[i];
            leftSquares += (double)left[i] * left[i];
            rightSquares += (double)right[i] * right[i];
        }

        if (leftSquares == 0 || rightSquares == 0)
            return leftSquares == rightSquares ? 1 : 0;
        return product / Math.Sqrt(leftSquares * rightSquares);
    }
}
