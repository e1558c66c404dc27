namespace Triad.Core.Media;

/// <summary>Decoded sound: mono samples in [-1, 1].</summary>
/// <param name="Samples">The samples.</param>
/// <param name="SampleRate">Samples a second.</param>
public sealed record AudioClip(ReadOnlyMemory<float> Samples, int SampleRate);
