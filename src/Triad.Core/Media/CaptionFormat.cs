namespace Triad.Core.Media;

/// <summary>The form of captions given with an upload.</summary>
public enum CaptionFormat
{
    /// <summary>Told from the text itself.</summary>
    Auto,

    /// <summary>SubRip.</summary>
    Srt,

    /// <summary>WebVTT.</summary>
    WebVtt,
}
