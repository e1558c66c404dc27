using Triad.Core.Media;

namespace Triad.Gateway.Library;

/// <summary>Maps notices from Core to wire.</summary>
internal static class NoticeMapping
{
    /// <summary>A notice for the wire.</summary>
    public static V1.Notice ToWire(MediaNotice notice) => new()
    {
        Reason = ToWire(notice.Reason),
        Message = notice.Message,
        Remedy = notice.Remedy ?? "",
        Span = notice.Span is { } span ? new V1.Span { StartSeconds = span.Start.TotalSeconds, EndSeconds = span.End.TotalSeconds } : null,
        Stream = notice.Stream is { } stream ? new V1.NoticeStream { Index = stream.Index, Kind = stream.Kind, Codec = stream.Codec } : null,
    };

    /// <summary>A reason for the wire.</summary>
    public static V1.NoticeReason ToWire(NoticeReason reason) => reason switch
    {
        NoticeReason.None => V1.NoticeReason.Unspecified,
        NoticeReason.StreamNotChosen => V1.NoticeReason.StreamNotChosen,
        NoticeReason.CodecNotAllowed => V1.NoticeReason.CodecNotAllowed,
        NoticeReason.CodecUnknown => V1.NoticeReason.CodecUnknown,
        NoticeReason.Damaged => V1.NoticeReason.Damaged,
        NoticeReason.TimeRestarted => V1.NoticeReason.TimeRestarted,
        NoticeReason.TimeGap => V1.NoticeReason.TimeGap,
        NoticeReason.TimeGapClosed => V1.NoticeReason.TimeGapClosed,
        NoticeReason.CaptionOutsideMedia => V1.NoticeReason.CaptionOutsideMedia,
        NoticeReason.CaptionTimesReversed => V1.NoticeReason.CaptionTimesReversed,
        NoticeReason.MoreNotListed => V1.NoticeReason.MoreNotListed,
        NoticeReason.PartNotRead => V1.NoticeReason.PartNotRead,
        NoticeReason.ResampledRoughly => V1.NoticeReason.ResampledRoughly,
        NoticeReason.NotEmbedded => V1.NoticeReason.NotEmbedded,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without a mapping."),
    };
}
