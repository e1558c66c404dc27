namespace Triad.Core.Media;

/// <summary>A piece of caption or transcript text and when it is shown or said.</summary>
public sealed record CaptionCue(TimeRange Span, string Text);
