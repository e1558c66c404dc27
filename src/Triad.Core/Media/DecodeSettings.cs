namespace Triad.Core.Media;

/// <summary>How media is decoded for a model package's front-ends.</summary>
/// <param name="FrameRate">Frames a second.</param>
/// <param name="Width">Frame width in pixels.</param>
/// <param name="Height">Frame height in pixels.</param>
/// <param name="SampleRate">Samples a second, mono.</param>
/// <param name="SegmentLength">Length of a segment; the last one of a video may be shorter.</param>
/// <param name="MaxDuration">Longest media that is accepted; more is LimitExceeded.</param>
public sealed record DecodeSettings(
    double FrameRate,
    int Width,
    int Height,
    int SampleRate,
    TimeSpan SegmentLength,
    TimeSpan MaxDuration);
