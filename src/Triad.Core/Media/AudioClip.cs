namespace Triad.Core.Media;

/// <summary>Decoded sound: mono samples in [-1, 1].</summary>
/// <param name="Samples">The samples.</param>
/// <param name="SampleRate">Samples a second.</param>
public sealed record AudioClip(ReadOnlyMemory<float> Samples, int SampleRate)
{
    /// <summary>The same sound at the further rates that were asked for (<see cref="DecodeSettings.MoreSampleRates"/>).</summary>
    public IReadOnlyList<AudioClip> More { get; init; } = [];

    /// <summary>The sound at a rate; null where it was not decoded at that rate.</summary>
    public AudioClip? At(int sampleRate) => sampleRate == SampleRate ? this : More.FirstOrDefault(clip => clip.SampleRate == sampleRate);
}
