using Microsoft.Data.Sqlite;
using Triad.Core.Errors;

namespace Triad.Persistence.Database;

/// <summary>Says what a failure of the database file means to callers.</summary>
internal static class DatabaseErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const int NoSpaceLeft = 28;
    private const int QuotaReached = 122;

    private static readonly TimeSpan RetryHint = TimeSpan.FromSeconds(1);

    /// <summary>The failure as the exception of storage; a bug is passed through.</summary>
    public static Exception From(Exception exception, string path) => exception switch
    {
        SqliteException { SqliteErrorCode: Full } => NoRoom(path, exception),
        SqliteException { SqliteErrorCode: Busy or Locked } => new StorageException(
            new Error(
                ErrorReason.Unavailable,
                $"The state database '{path}' is held by another process.",
                Remedy: "Retry; where it lasts, stop the other process.",
                RetryAfter: RetryHint),
            exception),
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } => Unusable(path, exception.Message, exception),
        SqliteException { SqliteErrorCode: InputOutput or CannotOpen or ReadOnly } => Unreachable(path, exception),
        IOException { HResult: NoSpaceLeft or QuotaReached } => NoRoom(path, exception),
        IOException or UnauthorizedAccessException => Unreachable(path, exception),
        _ => exception,
    };

    /// <summary>True where SQLite may have rolled back the whole transaction, not just the statement.</summary>
    public static bool EndsTransaction(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: Full or InputOutput or Busy or Corrupt or NotADatabase };

    /// <summary>The file is foreign, damaged or of a layout that this build does not know.</summary>
    public static StorageException Unusable(string path, string problem, Exception? cause = null) => new(
        new Error(
            ErrorReason.Internal,
            $"The state database '{path}' cannot be used: {problem}",
            Remedy: "Give the path of a state database of this build, or restore the file from a backup."),
        cause);

    /// <summary>More writes wait than the queue holds.</summary>
    public static StorageException QueueFull(int limit) => new(
        new Error(
            ErrorReason.QueueFull,
            $"More than {limit} writes wait for the state database.",
            Remedy: "Retry after the hinted delay.",
            RetryAfter: RetryHint));

    /// <summary>The database was closed.</summary>
    public static StorageException Closed(string path) => new(
        new Error(ErrorReason.Unavailable, $"The state database '{path}' is closed: the server stops.", Remedy: "Retry.", RetryAfter: RetryHint));

    private static StorageException NoRoom(string path, Exception cause) => new(
        new Error(
            ErrorReason.StorageFull,
            $"There is no room for the state database '{path}'; nothing was stored.",
            Remedy: "Free disk space, then retry."),
        cause);

    private static StorageException Unreachable(string path, Exception cause) => new(
        new Error(
            ErrorReason.Unavailable,
            $"The state database '{path}' cannot be read or written: {cause.Message}",
            Remedy: "See that the disk is mounted, healthy and writable for the server, then retry."),
        cause);
}
