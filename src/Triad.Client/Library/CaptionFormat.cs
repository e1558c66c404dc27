namespace Triad.Client;

/// <summary>How captions are written.</summary>
public enum CaptionFormat
{
    /// <summary>Told by the content.</summary>
    Detect = 0,

    /// <summary>SubRip.</summary>
    Srt = 1,

    /// <summary>WebVTT.</summary>
    WebVtt = 2,
}
