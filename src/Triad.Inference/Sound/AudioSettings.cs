namespace Triad.Inference.Sound;

/// <summary>The audio front-end of a model package.</summary>
internal sealed record AudioSettings
{
    /// <summary>Samples a second, mono.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Rows of the log-mel.</summary>
    public required int MelBins { get; init; }

    /// <summary>Length of the analysis window in samples; at most <see cref="Fft"/>.</summary>
    public required int Window { get; init; }

    /// <summary>Samples between two log-mel frames.</summary>
    public required int Hop { get; init; }

    /// <summary>Length of the Fourier transform: even, and half of it a product of 2, 3 and 5.</summary>
    public required int Fft { get; init; }

    /// <summary>Pre-emphasis coefficient in [0, 1).</summary>
    public required double Preemphasis { get; init; }

    /// <summary>Lower edge of the lowest mel filter in hertz.</summary>
    public required double MinHz { get; init; }

    /// <summary>Upper edge of the highest mel filter in hertz; at most half the sample rate.</summary>
    public required double MaxHz { get; init; }

    /// <summary>How far below the clip's maximum values are cut, in decibels.</summary>
    public required double FloorDb { get; init; }

    /// <summary>Subtracted from the decibels before the audio graph.</summary>
    public required double MeanDb { get; init; }

    /// <summary>Divides the decibels before the audio graph.</summary>
    public required double StdDb { get; init; }

    /// <summary>Log-mel frames that become one token.</summary>
    public required int MelFramesPerToken { get; init; }

    /// <summary>The audio graph's input length is a multiple of this, as a function of the clip alone.</summary>
    public required int PadMultiple { get; init; }

    /// <summary>Log-mel frames of a clip, centred: one more than its whole hops.</summary>
    public int FrameCount(int samples) => 1 + (samples / Hop);

    /// <summary>The length that a clip of this many log-mel frames is padded to.</summary>
    public int PaddedFrames(int frames) => (frames + PadMultiple - 1) / PadMultiple * PadMultiple;

    /// <summary>Tokens of a clip of this many log-mel frames.</summary>
    public int TokenCount(int frames) => (frames + MelFramesPerToken - 1) / MelFramesPerToken;
}
