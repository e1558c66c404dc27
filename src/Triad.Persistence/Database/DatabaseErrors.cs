using Triad.Core.Errors;
using Triad.Sqlite;

namespace Triad.Persistence.Database;

/// <summary>Failures of the state database as the exception of storage.</summary>
internal static class DatabaseErrors
{
    private static readonly SqliteFailures Failures =
        new("state database", "Give the path of a state database of this build, or restore the file from a backup.");

    /// <summary>The failure as the exception of storage; a bug is passed through.</summary>
    public static Exception From(Exception exception, string path) =>
        Failures.From(exception, path) is { } error ? new StorageException(error, exception) : exception;

    /// <summary>The file is foreign, damaged or of a layout that this build does not know.</summary>
    public static StorageException Unusable(string path, string problem, Exception? cause = null) => new(Failures.Unusable(path, problem), cause);

    /// <summary>More writes wait than the queue holds.</summary>
    public static StorageException QueueFull(int limit) => new(
        new Error(
            ErrorReason.QueueFull,
            $"More than {limit} writes wait for the state database.",
            Remedy: "Retry after the hinted delay.",
            RetryAfter: SqliteFailures.RetryHint));

    /// <summary>Somebody reads what the log still holds.</summary>
    public static StorageException Busy(string path) => new(
        new Error(
            ErrorReason.Unavailable,
            $"The log of the state database '{path}' is being read, and cannot be emptied.",
            Remedy: "Retry.",
            RetryAfter: SqliteFailures.RetryHint));

    /// <summary>The database was closed.</summary>
    public static StorageException Closed(string path) => new(
        new Error(
            ErrorReason.Unavailable,
            $"The state database '{path}' is closed: the server stops.",
            Remedy: "Retry.",
            RetryAfter: SqliteFailures.RetryHint));
}
