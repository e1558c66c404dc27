namespace Triad.Client;

/// <summary>Why something of an upload is not in the video, or stands elsewhere than the file says.</summary>
public enum NoticeReason
{
    /// <summary>A reason that this version of the SDK does not know.</summary>
    Unspecified = 0,

    /// <summary>A stream that could be used; another of its kind is, or its kind is not used.</summary>
    StreamNotChosen = 1,

    /// <summary>A stream of a codec that is not decoded.</summary>
    CodecNotAllowed = 2,

    /// <summary>A stream of an unknown codec.</summary>
    CodecUnknown = 3,

    /// <summary>A stream, or a part of one, that is damaged.</summary>
    Damaged = 4,

    /// <summary>The file's times begin again, as in joined recordings: time runs on.</summary>
    TimeRestarted = 5,

    /// <summary>The file has nothing for a while: its own times are kept.</summary>
    TimeGap = 6,

    /// <summary>The file's times jump ahead by more than a video may last: time runs on.</summary>
    TimeGapClosed = 7,

    /// <summary>A caption at a time at which the video has nothing.</summary>
    CaptionOutsideMedia = 8,

    /// <summary>A caption that ends before it starts.</summary>
    CaptionTimesReversed = 9,

    /// <summary>More was left out than is listed.</summary>
    MoreNotListed = 10,

    /// <summary>The file is several joined ones, and only some of them are in the video.</summary>
    PartNotRead = 11,

    /// <summary>The sound was resampled less well than the models ask for.</summary>
    ResampledRoughly = 12,

    /// <summary>Something that the video has, and that the model package cannot use or takes only in part.</summary>
    NotEmbedded = 13,
}
