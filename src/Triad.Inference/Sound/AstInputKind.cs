using Triad.Inference.Packages;

namespace Triad.Inference.Sound;

/// <summary>The front-end <c>ast</c>: see <see cref="AstFrontEnd"/>.</summary>
internal sealed class AstInputKind : ISoundInputKind
{
    /// <summary>The name.</summary>
    public const string FrontEnd = "ast";

    // Whole samples in 25 ms and in 10 ms.
    private const int RateStep = 200;

    /// <inheritdoc/>
    public string Name => FrontEnd;

    /// <inheritdoc/>
    public ISoundInput Read(ManifestObject section)
    {
        var settings = new AstSettings
        {
            SampleRate = section.Integer("sample_rate", 8000, 48_000),
            MelBins = section.Integer("mel_bins", 1, 512),
            Frames = section.Integer("frames", 1, 16_384),
            Mean = section.Number("mean", -1000, 1000),
            Std = section.Number("std", 1e-6, 1000),
        };
        if (settings.SampleRate % RateStep != 0)
            section.Note("sample_rate", $"is {settings.SampleRate}, no multiple of {RateStep}", "Use 16000, as AST's models do.");
        return new AstFrontEnd(settings);
    }
}
