using Triad.Core.Media;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="MediaNotice"/> between grains.</summary>
[RegisterConverter]
public sealed class MediaNoticeConverter : IConverter<MediaNotice, MediaNoticeSurrogate>
{
    /// <inheritdoc/>
    public MediaNotice ConvertFromSurrogate(in MediaNoticeSurrogate surrogate) => new(surrogate.Reason, surrogate.Message, surrogate.Remedy)
    {
        Span = surrogate.Start is { } start ? new TimeRange(start, surrogate.End) : null,
        Stream = surrogate.StreamIndex is { } index
            ? new NoticeStream(index, surrogate.StreamKind ?? string.Empty, surrogate.StreamCodec ?? string.Empty)
            : null,
    };

    /// <inheritdoc/>
    public MediaNoticeSurrogate ConvertToSurrogate(in MediaNotice value) => new()
    {
        Reason = value.Reason,
        Message = value.Message,
        Remedy = value.Remedy,
        Start = value.Span?.Start,
        End = value.Span?.End ?? TimeSpan.Zero,
        StreamIndex = value.Stream?.Index,
        StreamKind = value.Stream?.Kind,
        StreamCodec = value.Stream?.Codec,
    };
}
