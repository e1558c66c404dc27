using System.Runtime.Intrinsics;

namespace Triad.Inference.Sound;

/// <summary>Four frames at once: AVX2, and in pairs NEON.</summary>
internal readonly record struct FourLanes(Vector256<double> Value) : ILanes<FourLanes>
{
    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public double this[int lane] => Value[lane];

    /// <inheritdoc/>
    public static FourLanes operator +(FourLanes left, FourLanes right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    public static FourLanes operator -(FourLanes left, FourLanes right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    public static FourLanes operator *(FourLanes left, FourLanes right) => new(left.Value * right.Value);

    /// <inheritdoc/>
    public static FourLanes operator *(FourLanes left, double right) => new(left.Value * right);

    /// <inheritdoc/>
    public static void Gather(ReadOnlySpan<double> samples, int hop, int frames, ReadOnlySpan<double> window, Span<FourLanes> signal)
    {
        var f0 = samples[..signal.Length];
        var f1 = samples.Slice(frames > 1 ? hop : 0, signal.Length);
        var f2 = samples.Slice(frames > 2 ? 2 * hop : 0, signal.Length);
        var f3 = samples.Slice(frames > 3 ? 3 * hop : 0, signal.Length);
        for (var i = 0; i < signal.Length; i++)
            signal[i] = new FourLanes(Vector256.Create(f0[i], f1[i], f2[i], f3[i]) * window[i]);
    }
}
