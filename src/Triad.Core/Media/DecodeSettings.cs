namespace Triad.Core.Media;

/// <summary>How media is decoded for a model package's front-ends.</summary>
/// <param name="FrameRate">Frames a second.</param>
/// <param name="Width">Frame width in pixels; the most of it where <see cref="KeepsShape"/>.</param>
/// <param name="Height">Frame height in pixels; the most of it where <see cref="KeepsShape"/>.</param>
/// <param name="SampleRate">Samples a second, mono.</param>
/// <param name="SegmentLength">Length of a segment; the last one of a video may be shorter.</param>
/// <param name="MaxDuration">Longest media that is accepted; more is LimitExceeded.</param>
public sealed record DecodeSettings(
    double FrameRate,
    int Width,
    int Height,
    int SampleRate,
    TimeSpan SegmentLength,
    TimeSpan MaxDuration)
{
    /// <summary>
    /// Further rates at which the same sound is wanted, in samples a second: an ensemble may hold models of several rates.
    /// </summary>
    public IReadOnlyList<int> MoreSampleRates { get; init; } = [];

    /// <summary>
    /// True where the model resizes pictures itself: a still picture comes as it is, and frames of video keep their proportions and are
    /// scaled down only where they are larger than the size. False where each frame is scaled to exactly the size.
    /// </summary>
    public bool KeepsShape { get; init; }

    /// <summary>True where nobody waits for it: decoders then have what others leave of the processor.</summary>
    public bool IsBackground { get; init; }
}
