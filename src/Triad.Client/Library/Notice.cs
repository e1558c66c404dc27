namespace Triad.Client;

/// <summary>Something of an upload that its video lacks, or has elsewhere than the file says.</summary>
/// <param name="Reason">The closed reason.</param>
/// <param name="Message">What and why, for people.</param>
/// <param name="Remedy">What helps; empty where nothing has to be done.</param>
/// <param name="Span">Where on the video's time line; null where it is about all of it.</param>
/// <param name="Stream">The stream of the file; null where it is about none.</param>
public sealed record Notice(NoticeReason Reason, string Message, string Remedy, MediaSpan? Span, NoticeStream? Stream)
{
    internal static Notice FromWire(V1.Notice wire) => new(
        (NoticeReason)wire.Reason,
        wire.Message,
        wire.Remedy,
        wire.Span is { } span ? MediaSpan.FromWire(span) : null,
        wire.Stream is { } stream ? new NoticeStream(stream.Index, stream.Kind, stream.Codec) : null);
}
