namespace Triad.Core.Media;

/// <summary>
/// Why something of an upload is not in the video, or stands elsewhere than the file says. Kept and sent by name: only add.
/// </summary>
public enum NoticeReason
{
    /// <summary>None.</summary>
    None,

    /// <summary>A stream that could be used; another of its kind is, or its kind is not used.</summary>
    StreamNotChosen,

    /// <summary>A stream of a codec that is not decoded here.</summary>
    CodecNotAllowed,

    /// <summary>A stream of a codec that nobody here knows.</summary>
    CodecUnknown,

    /// <summary>A stream, or a part of one, that is damaged.</summary>
    Damaged,

    /// <summary>The file's clock began again: time runs on.</summary>
    TimeRestarted,

    /// <summary>The file has nothing for a while: its own times are kept.</summary>
    TimeGap,

    /// <summary>The file has nothing for longer than any video may be: time runs on.</summary>
    TimeGapClosed,

    /// <summary>Captions of which nothing is shown while the media lasts.</summary>
    CaptionOutsideMedia,

    /// <summary>Captions that end before they start.</summary>
    CaptionTimesReversed,

    /// <summary>More was left out than is listed.</summary>
    MoreNotListed,

    /// <summary>A file that is several joined ones, of which FFmpeg reads only some.</summary>
    PartNotRead,

    /// <summary>Sound that was resampled less well than the models ask for.</summary>
    ResampledRoughly,

    /// <summary>Something that the video has, and that the model package cannot use or takes only in part.</summary>
    NotEmbedded,
}
