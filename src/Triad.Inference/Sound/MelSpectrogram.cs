namespace Triad.Inference.Sound;

/// <summary>The log-mel of a clip: decibels relative to the clip's maximum, so at most 0.</summary>
/// <param name="Values">Bins x Frames, bin after bin.</param>
/// <param name="Bins">Mel bins.</param>
/// <param name="Frames">Time steps.</param>
public sealed record MelSpectrogram(float[] Values, int Bins, int Frames);
