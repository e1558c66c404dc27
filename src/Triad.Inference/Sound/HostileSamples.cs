using System.Numerics.Tensors;

namespace Triad.Inference.Sound;

/// <summary>Samples as files have them: those of floating point numbers may hold any.</summary>
internal static class HostileSamples
{
    // Beyond this the power would leave single precision.
    private const double Loudest = 1e6;

    /// <summary>Copies samples; values that are not finite count as 0, and magnitudes are cut at 10^6.</summary>
    public static void CopyTo(ReadOnlySpan<float> samples, Span<double> clip)
    {
        TensorPrimitives.ConvertTruncating<float, double>(samples, clip);
        if (TensorPrimitives.MaxMagnitude<double>(clip) <= Loudest)
            return;
        foreach (ref var sample in clip)
            sample = double.IsFinite(sample) ? Math.Clamp(sample, -Loudest, Loudest) : 0;
    }
}
