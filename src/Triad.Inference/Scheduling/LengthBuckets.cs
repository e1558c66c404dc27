using System.Numerics;

namespace Triad.Inference.Scheduling;

/// <summary>
/// The lengths that rows are padded to: four to an octave, so that padding adds at most a quarter and rows of similar length meet.
/// </summary>
internal static class LengthBuckets
{
    /// <summary>The smallest bucket that holds a length of at least 1.</summary>
    public static int RoundUp(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var step = Math.Max(1, (int)BitOperations.RoundUpToPowerOf2((uint)length) / 8);
        return (length + step - 1) / step * step;
    }
}
