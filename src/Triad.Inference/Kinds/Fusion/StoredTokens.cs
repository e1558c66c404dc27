namespace Triad.Inference.Kinds.Fusion;

/// <summary>Tokens of one modality for the rows of stored inputs.</summary>
/// <param name="Values">Tokens, row by row.</param>
/// <param name="Mask">1 where a token is, row by row.</param>
/// <param name="Present">Rows that have the modality; the others hold one masking token.</param>
/// <param name="Length">Places for tokens in a row.</param>
internal sealed record StoredTokens(float[] Values, float[] Mask, bool[] Present, int Length)
{
    /// <summary>Puts masking tokens where a row has none, and brings a mask over log-mel frames to one over tokens.</summary>
    /// <exception cref="InvalidDataException">A row lacks the modality and the package has no masking token.</exception>
    public static StoredTokens Of(StoredArray tokens, StoredArray mask, float[]? masking, int tokenSize)
    {
        var (rows, length) = (tokens.Shape[0], tokens.Shape[1]);
        var run = (mask.Shape[1] + length - 1) / length;
        var (own, present) = (new float[rows * length], new bool[rows]);
        for (var row = 0; row < rows; row++)
        {
            var given = mask.Row(row);
            for (var i = 0; i < given.Length; i++)
                own[(row * length) + (i / run)] = Math.Max(own[(row * length) + (i / run)], given[i]);
            present[row] = given.ContainsAnyExcept(0f);
            if (present[row])
                continue;
            if (masking is null)
                throw new InvalidDataException("a row lacks a modality, and the package has no masking token");
            own[row * length] = 1;
            masking.CopyTo(tokens.Values.AsSpan(row * length * tokenSize));
        }

        return new StoredTokens(tokens.Values, own, present, length);
    }

    /// <summary>The tokens of a row.</summary>
    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * (Values.Length / Present.Length), Values.Length / Present.Length);

    /// <summary>The mask of a row.</summary>
    public ReadOnlySpan<float> MaskRow(int row) => Mask.AsSpan(row * Length, Length);
}
