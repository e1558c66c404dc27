using Triad.Core.Errors;

namespace Triad.Core.Media;

/// <summary>The failures of an <see cref="IMediaStore"/>, the same for every adapter. They name no path and no host.</summary>
public static class MediaStoreErrors
{
    private const string Field = "content";
    private const string MakeRoom = "Retry after the operator has made room.";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>No such blob.</summary>
    /// <param name="name">The blob's name.</param>
    public static Error NotFound(string name) =>
        new(ErrorReason.ContentNotFound, $"The content '{name}' does not exist.", Field, name, "Upload it first.");

    /// <summary>More bytes than allowed.</summary>
    /// <param name="maximum">The most bytes.</param>
    public static Error TooLong(long maximum) =>
        Error.OverLimit(Field, $"more than {maximum} bytes", "max_length", $"{maximum} bytes", "Send less.");

    /// <summary>There is no room.</summary>
    public static Error Full() =>
        new(ErrorReason.StorageFull, $"The media store has no room; nothing was stored. {MakeRoom}", Field, null, MakeRoom);

    /// <summary>The store does not answer.</summary>
    public static Error Silent() =>
        new(ErrorReason.Unavailable, "The media store does not answer. Retry.", Field, null, "Retry.", RetryAfter);

    /// <summary>Two writers of one blob at once; the other one won.</summary>
    /// <param name="name">The blob's name.</param>
    public static Error Raced(string name) =>
        new(ErrorReason.Conflict, $"The content '{name}' was written by somebody else at the same time. Retry.", Field, name, "Retry.", RetryAfter);

    /// <summary>The stored bytes are not those that were written.</summary>
    /// <param name="name">The blob's name.</param>
    public static Error Damaged(string name) => Error.Of(
        ErrorReason.MediaCorrupt, Field, name, "is stored damaged: its bytes are not those that were written", "Upload the video again, or restore the media store.");
}
