using System.Runtime.Intrinsics;

namespace Triad.Inference.Sound;

/// <summary>Eight frames at once: AVX-512.</summary>
internal readonly record struct EightLanes(Vector512<double> Value) : ILanes<EightLanes>
{
    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public double this[int lane] => Value[lane];

    /// <inheritdoc/>
    public static EightLanes operator +(EightLanes left, EightLanes right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    public static EightLanes operator -(EightLanes left, EightLanes right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    public static EightLanes operator *(EightLanes left, EightLanes right) => new(left.Value * right.Value);

    /// <inheritdoc/>
    public static EightLanes operator *(EightLanes left, double right) => new(left.Value * right);

    /// <inheritdoc/>
    public static void Gather(ReadOnlySpan<double> samples, int hop, int frames, ReadOnlySpan<double> window, Span<EightLanes> signal)
    {
        var f0 = samples[..signal.Length];
        var f1 = samples.Slice(frames > 1 ? hop : 0, signal.Length);
        var f2 = samples.Slice(frames > 2 ? 2 * hop : 0, signal.Length);
        var f3 = samples.Slice(frames > 3 ? 3 * hop : 0, signal.Length);
        var f4 = samples.Slice(frames > 4 ? 4 * hop : 0, signal.Length);
        var f5 = samples.Slice(frames > 5 ? 5 * hop : 0, signal.Length);
        var f6 = samples.Slice(frames > 6 ? 6 * hop : 0, signal.Length);
        var f7 = samples.Slice(frames > 7 ? 7 * hop : 0, signal.Length);
        for (var i = 0; i < signal.Length; i++)
            signal[i] = new EightLanes(Vector512.Create(f0[i], f1[i], f2[i], f3[i], f4[i], f5[i], f6[i], f7[i]) * window[i]);
    }
}
