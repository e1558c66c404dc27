using Triad.Vectors.Rows;

namespace Triad.Vectors.Scanning;

/// <summary>
/// A query as 14-bit codes, and the most that a score from the codes of query and row can be below the true one.
/// </summary>
/// <remarks>
/// For q = q' + dq and r = r' + dr, where q' and r' are what the codes say: |q.r - q'.r'| is at most |q||dr| + |dq||r'| (Cauchy and
/// Schwarz), and |r'| at most |r| + |dr|. To that comes what single precision rounds in either score.
/// </remarks>
internal sealed class QueryCodes
{
    private const int Largest = 8191;
    private const int LargestRowCode = 127;

    // Vectors are taken up to this length.
    private const double LongestRow = 1.02;
    private const double RoundingOfAScore = 2e-6;
    private const double RoundingOfADimension = 1e-8;

    public QueryCodes(ReadOnlySpan<float> vector)
    {
        // However the signs fall, the sum of all products fits into 32 bits.
        var largest = Math.Max(1, Math.Min(Largest, (int.MaxValue / LargestRowCode / vector.Length) - 1));
        var greatest = 0f;
        foreach (var value in vector)
            greatest = Math.Max(greatest, MathF.Abs(value));
        Scale = greatest / largest;
        Codes = new short[RowCodes.Stride(vector.Length)];
        var (length, rest) = (0.0, 0.0);
        for (var i = 0; i < vector.Length; i++)
        {
            Codes[i] = (short)Math.Clamp(MathF.Round(vector[i] / Scale), -largest, largest);
            var left = vector[i] - ((double)Scale * Codes[i]);
            rest += left * left;
            length += (double)vector[i] * vector[i];
        }

        (length, rest) = (Math.Sqrt(length), Math.Sqrt(rest));
        ForRest = (float)((length + rest) * 1.00001);
        Always = (float)((rest * LongestRow) + RoundingOfAScore + (RoundingOfADimension * vector.Length));
    }

    /// <summary>The codes, as long as a row's in memory.</summary>
    public short[] Codes { get; }

    /// <summary>What a code stands for.</summary>
    public float Scale { get; }

    /// <summary>How much the length of a row's rest counts.</summary>
    public float ForRest { get; }

    /// <summary>What counts for every row.</summary>
    public float Always { get; }
}
