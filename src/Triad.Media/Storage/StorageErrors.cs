using Triad.Core.Errors;

namespace Triad.Media.Storage;

/// <summary>Turns failures of the file system into errors that name no path.</summary>
internal static class StorageErrors
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int FileTooLarge = 27;
    private const string Field = "content";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>The error for a failed operation.</summary>
    public static Error Of(Exception failure) => IsFull(failure)
        ? new Error(
            ErrorReason.StorageFull,
            "The media store has no room; nothing was stored. Retry after the operator has made room.",
            Field,
            null,
            "Retry after the operator has made room.")
        : new Error(ErrorReason.Unavailable, "The media store does not answer. Retry.", Field, null, "Retry.", RetryAfter);

    /// <summary>True for what the file system itself reports.</summary>
    public static bool IsStorage(Exception failure) => failure is IOException or UnauthorizedAccessException;

    /// <summary>No such blob.</summary>
    public static Error NotFound(string name) =>
        new(ErrorReason.ContentNotFound, $"The content '{name}' does not exist.", Field, name, "Upload it first.");

    /// <summary>More bytes than allowed.</summary>
    public static Error TooLong(long maximum) =>
        Error.OverLimit(Field, $"more than {maximum} bytes", "max_length", $"{maximum} bytes", "Send less.");

    private static bool IsFull(Exception failure) =>
        failure is IOException { HResult: NoSpace or QuotaExceeded or FileTooLarge };
}
