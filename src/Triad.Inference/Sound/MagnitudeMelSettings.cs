namespace Triad.Inference.Sound;

/// <summary>How a package turns sound into the logarithm of mel magnitudes (<see cref="MagnitudeMelFrontEnd"/>).</summary>
internal sealed record MagnitudeMelSettings
{
    /// <summary>Samples a second, mono.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Samples of a frame.</summary>
    public required int Frame { get; init; }

    /// <summary>Samples from frame to frame.</summary>
    public required int Hop { get; init; }

    /// <summary>Length of the Fourier transform; at least a frame's.</summary>
    public required int Fft { get; init; }

    /// <summary>Mel filters.</summary>
    public required int MelBins { get; init; }

    /// <summary>Lower edge of the lowest filter in hertz.</summary>
    public required double MinHz { get; init; }

    /// <summary>Upper edge of the highest filter in hertz.</summary>
    public required double MaxHz { get; init; }

    /// <summary>Added to each magnitude before the logarithm.</summary>
    public required double Floor { get; init; }

    /// <summary>The fewest samples that make a frame.</summary>
    public int FewestSamples => (Frame / 2) + 1;

    /// <summary>All settings as one text: derived data is kept under a hash of it, so it stays the same for ever.</summary>
    public string Key => FormattableString.Invariant($"{SampleRate};{Frame};{Hop};{Fft};{MelBins};{MinHz};{MaxHz};{Floor}");

    /// <summary>
    /// Frames of a clip. Half a frame of silence stands in front, and a frame counts where the sample after its last one is one of the
    /// clip's.
    /// </summary>
    public int FrameCount(int samples) => Math.Max(0, (samples + (Frame / 2) - Frame - 1 + Hop) / Hop);
}
