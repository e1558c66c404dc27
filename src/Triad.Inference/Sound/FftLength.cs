namespace Triad.Inference.Sound;

/// <summary>Which lengths can be transformed.</summary>
internal static class FftLength
{
    /// <summary>True for an even length of at least 2 whose half is a product of 2, 3 and 5.</summary>
    public static bool IsSupported(int length)
    {
        if (length < 2 || length % 2 != 0)
            return false;
        var rest = length / 2;
        foreach (var prime in (int[])[2, 3, 5])
            while (rest % prime == 0)
                rest /= prime;
        return rest == 1;
    }
}
