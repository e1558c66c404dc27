namespace Triad.Inference.Sound;

/// <summary>
/// The windows that frames of sound are weighted with. A symmetric one ends as it begins; a periodic one lacks that last sample.
/// </summary>
internal static class AnalysisWindows
{
    /// <summary>Hamming's, symmetric, in the middle of a transform.</summary>
    /// <param name="length">Samples of the window.</param>
    /// <param name="fft">Samples of the transform.</param>
    public static double[] CentredHamming(int length, int fft)
    {
        var window = new double[fft];
        var (offset, steps) = ((fft - length) / 2, Math.Max(length - 1, 1));
        for (var i = 0; i < length; i++)
            window[offset + i] = 0.54 - (0.46 * Math.Cos(2 * Math.PI * i / steps));
        return window;
    }

    /// <summary>Hann's, periodic, as long as the transform.</summary>
    public static double[] PeriodicHann(int fft) => Hann(fft, fft, fft);

    /// <summary>Hann's, symmetric, at the start of a transform.</summary>
    /// <param name="length">Samples of the window.</param>
    /// <param name="fft">Samples of the transform.</param>
    public static double[] SymmetricHann(int length, int fft) => Hann(length, Math.Max(length - 1, 1), fft);

    private static double[] Hann(int length, int steps, int fft)
    {
        var window = new double[fft];
        for (var i = 0; i < length; i++)
            window[i] = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / steps));
        return window;
    }
}
