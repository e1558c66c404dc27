namespace Triad.Inference.Sound;

/// <summary>How CLAP's features are made.</summary>
internal sealed record ClapSettings
{
    /// <summary>Samples a second, mono.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Samples that the graph hears at once.</summary>
    public required int WindowSamples { get; init; }

    /// <summary>Length of the window and of the Fourier transform: even, and half of it a product of 2, 3 and 5.</summary>
    public required int Fft { get; init; }

    /// <summary>Samples between two frames.</summary>
    public required int Hop { get; init; }

    /// <summary>Mel filters.</summary>
    public required int MelBins { get; init; }

    /// <summary>Lower edge of the lowest filter in hertz.</summary>
    public required double MinHz { get; init; }

    /// <summary>Upper edge of the highest filter in hertz; at most half the sample rate.</summary>
    public required double MaxHz { get; init; }

    /// <summary>All settings as one text; it stays the same for ever.</summary>
    public string Key => FormattableString.Invariant($"{SampleRate};{WindowSamples};{Fft};{Hop};{MelBins};{MinHz};{MaxHz}");
}
