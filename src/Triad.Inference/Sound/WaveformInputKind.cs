using Triad.Inference.Packages;

namespace Triad.Inference.Sound;

/// <summary>The front-end <c>waveform</c>: none.</summary>
internal sealed class WaveformInputKind : ISoundInputKind
{
    /// <summary>The name.</summary>
    public const string FrontEnd = "waveform";

    /// <inheritdoc/>
    public string Name => FrontEnd;

    /// <inheritdoc/>
    public ISoundInput Read(ManifestObject section) => new WaveformInput(
        section.Integer("sample_rate", 1000, 192_000), section.Integer("window", 1, 1 << 24), section.Integer("hop", 1, 1 << 24));
}
