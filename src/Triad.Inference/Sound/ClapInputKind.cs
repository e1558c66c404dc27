using Triad.Inference.Packages;

namespace Triad.Inference.Sound;

/// <summary>The front-end <c>clap</c>: see <see cref="ClapFrontEnd"/>.</summary>
internal sealed class ClapInputKind : ISoundInputKind
{
    /// <summary>The name.</summary>
    public const string FrontEnd = "clap";

    private const int MostWindowSamples = 1 << 24;

    /// <inheritdoc/>
    public string Name => FrontEnd;

    /// <inheritdoc/>
    public ISoundInput Read(ManifestObject section)
    {
        var settings = new ClapSettings
        {
            SampleRate = section.Integer("sample_rate", 1000, 192_000),
            WindowSamples = section.Integer("window_samples", 1, MostWindowSamples),
            Fft = section.Integer("fft", 2, 16_384),
            Hop = section.Integer("hop", 1, 16_384),
            MelBins = section.Integer("mel_bins", 1, 512),
            MinHz = section.Number("min_hz", 0, 96_000),
            MaxHz = section.Number("max_hz", 1, 96_000),
        };
        if (!FftLength.IsSupported(settings.Fft))
            section.Note("fft", $"is {settings.Fft}", "Use an even length whose half is a product of 2, 3 and 5.");
        if (settings.MinHz >= settings.MaxHz)
            section.Note("min_hz", "is not below max_hz", "Correct either.");
        if (settings.MaxHz > settings.SampleRate / 2.0)
            section.Note("max_hz", "is more than half of sample_rate", "Correct either.");
        return new ClapFrontEnd(settings);
    }
}
