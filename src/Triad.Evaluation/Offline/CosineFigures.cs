namespace Triad.Evaluation.Offline;

/// <summary>How close two sides' vectors of one kind are.</summary>
/// <param name="Vectors">How many were compared.</param>
/// <param name="Missing">How many only one side has.</param>
/// <param name="MinCosine">The lowest cosine; 1 where none was compared.</param>
public sealed record CosineFigures(int Vectors, int Missing, double MinCosine)
{
    public static double Cosine(IReadOnlyList<float> left, IReadOnlyList<float> right)
    {
        if (left.Count != right.Count)
            return double.NegativeInfinity;
        var (product, leftLength, rightLength) = (0.0, 0.0, 0.0);
        for (var i = 0; i < left.Count; i++)
        {
            product += (double)left[i] * right[i];
            leftLength += (double)left[i] * left[i];
            rightLength += (double)right[i] * right[i];
        }

        return product / Math.Sqrt(leftLength * rightLength);
    }
}
