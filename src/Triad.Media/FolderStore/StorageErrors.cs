using Triad.Core.Errors;
using Triad.Core.Media;

namespace Triad.Media.FolderStore;

/// <summary>Turns failures of the file system into errors that name no path.</summary>
internal static class StorageErrors
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int FileTooLarge = 27;

    /// <summary>The error for a failed operation.</summary>
    public static Error Of(Exception failure) => IsFull(failure) ? MediaStoreErrors.Full() : MediaStoreErrors.Silent();

    /// <summary>True for what the file system itself reports.</summary>
    public static bool IsStorage(Exception failure) => failure is IOException or UnauthorizedAccessException;

    private static bool IsFull(Exception failure) =>
        failure is IOException { HResult: NoSpace or QuotaExceeded or FileTooLarge };
}
