using Triad.Core.Media;

namespace Triad.Grains.Videos;

/// <summary>Something that a video lacks, or has elsewhere than its file says.</summary>
[GenerateSerializer]
[Alias("triad.state.notice")]
public sealed record NoticeState
{
    /// <summary>The closed reason.</summary>
    [Id(0)]
    public NoticeReason Reason { get; init; }

    /// <summary>One sentence for a person.</summary>
    [Id(1)]
    public string Message { get; init; } = string.Empty;

    /// <summary>What the user can do, or null.</summary>
    [Id(2)]
    public string? Remedy { get; init; }

    /// <summary>Where on the time line it begins, or null.</summary>
    [Id(3)]
    public TimeSpan? Start { get; init; }

    /// <summary>Where on the time line it ends, or null.</summary>
    [Id(4)]
    public TimeSpan? End { get; init; }

    /// <summary>The index of the stream that it is about, or null.</summary>
    [Id(5)]
    public int? StreamIndex { get; init; }

    /// <summary>FFmpeg's word for that stream's kind, or null.</summary>
    [Id(6)]
    public string? StreamKind { get; init; }

    /// <summary>FFmpeg's name of that stream's codec, or null.</summary>
    [Id(7)]
    public string? StreamCodec { get; init; }

    /// <summary>The state of a notice.</summary>
    public static NoticeState Of(MediaNotice notice) => new()
    {
        Reason = notice.Reason,
        Message = notice.Message,
        Remedy = notice.Remedy,
        Start = notice.Span?.Start,
        End = notice.Span?.End,
        StreamIndex = notice.Stream?.Index,
        StreamKind = notice.Stream?.Kind,
        StreamCodec = notice.Stream?.Codec,
    };

    /// <summary>The notice.</summary>
    public MediaNotice ToNotice() => new(Reason, Message, Remedy)
    {
        Span = Start is { } start ? new TimeRange(start, End ?? start) : null,
        Stream = StreamIndex is { } index ? new NoticeStream(index, StreamKind ?? string.Empty, StreamCodec ?? string.Empty) : null,
    };
}
