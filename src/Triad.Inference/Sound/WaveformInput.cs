namespace Triad.Inference.Sound;

/// <summary>Samples as they are, silence after the end of a sound shorter than a window: graphs with a front-end of their own take them, such as YAMNet's.</summary>
internal sealed record WaveformInput(int SampleRate, int Window, int Hop) : ISoundInput
{
    /// <inheritdoc/>
    public IReadOnlyList<long> Shape => [Window];

    /// <inheritdoc/>
    public string Key => FormattableString.Invariant($"waveform-even;{SampleRate};{Window};{Hop}");

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<float> samples, Span<float> row)
    {
        for (var i = 0; i < samples.Length; i++)
            row[i] = float.IsFinite(samples[i]) ? samples[i] : 0;
        row[samples.Length..].Clear();
    }
}
