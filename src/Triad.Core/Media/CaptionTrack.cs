namespace Triad.Core.Media;

/// <summary>Captions as read.</summary>
/// <param name="Cues">In order of their start.</param>
/// <param name="Skipped">Cues that cannot be shown.</param>
public sealed record CaptionTrack(IReadOnlyList<CaptionCue> Cues, IReadOnlyList<MediaNotice> Skipped);
