namespace Triad.Core.Media;

/// <summary>
/// Something of an upload that its video lacks, or that stands elsewhere than the file says. There is one for each such thing: a video that is ready is
/// whole but for its notices.
/// </summary>
/// <param name="Reason">The closed reason.</param>
/// <param name="Message">What and why, one sentence for a person.</param>
/// <param name="Remedy">What the user can do; null where nothing has to be done.</param>
public sealed record MediaNotice(NoticeReason Reason, string Message, string? Remedy = null)
{
    /// <summary>Where on the video's time line, or null.</summary>
    public TimeRange? Span { get; init; }

    /// <summary>Which stream of the file, or null.</summary>
    public NoticeStream? Stream { get; init; }
}
