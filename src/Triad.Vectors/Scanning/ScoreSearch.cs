using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Triad.Vectors.Scanning;

/// <summary>Finds the few scores that matter among the many that do not.</summary>
internal static class ScoreSearch
{
    /// <summary>The first place from <paramref name="from"/> on whose score is at least the threshold; the length where there is none.</summary>
    /// <remarks>A score that is not a number is never at least anything.</remarks>
    public static int NextAtLeast(ReadOnlySpan<float> scores, int from, float threshold)
    {
        ref var first = ref MemoryMarshal.GetReference(scores);
        var wanted = Vector256.Create(threshold);
        for (; from + Vector256<float>.Count <= scores.Length; from += Vector256<float>.Count)
        {
            var reached = Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref first, (nuint)from), wanted).ExtractMostSignificantBits();
            if (reached != 0)
                return from + BitOperations.TrailingZeroCount(reached);
        }

        while (from < scores.Length && !(scores[from] >= threshold))
            from++;
        return from;
    }
}
