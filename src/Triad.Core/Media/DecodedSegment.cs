namespace Triad.Core.Media;

/// <summary>One decoded segment of a video.</summary>
/// <param name="Index">The segment's index, from 0.</param>
/// <param name="Span">Its place on the time line.</param>
/// <param name="Frames">Its frames; null where the video has none here.</param>
/// <param name="Audio">Its sound; null where the video has none here.</param>
public sealed record DecodedSegment(int Index, TimeRange Span, FrameClip? Frames, AudioClip? Audio);
