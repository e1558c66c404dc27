using Microsoft.Data.Sqlite;
using Triad.Core.Errors;

namespace Triad.Vectors.Storage;

/// <summary>Says what a failure of a shard's file means to the caller.</summary>
internal static class StorageErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    private static readonly TimeSpan RetryHint = TimeSpan.FromSeconds(1);

    /// <summary>The failure as an error; null where it can only be a bug.</summary>
    public static Error? From(Exception exception, string file) => exception switch
    {
        ShardDamagedException damaged => Damaged(file, damaged.Message),
        SqliteException { SqliteErrorCode: Full } => NoRoom(file),
        SqliteException { SqliteErrorCode: Busy or Locked } => new Error(
            ErrorReason.Unavailable,
            $"The vector shard '{file}' is held by another process.",
            Remedy: "Retry; where it lasts, stop the other process.",
            RetryAfter: RetryHint),
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } e => Damaged(file, e.Message),
        SqliteException { SqliteErrorCode: InputOutput or CannotOpen or ReadOnly } e => Unreachable(file, e.Message),
        IOException { HResult: 28 or 122 } => NoRoom(file),
        IOException or UnauthorizedAccessException => Unreachable(file, exception.Message),
        _ => null,
    };

    private static Error NoRoom(string file) => new(
        ErrorReason.StorageFull,
        $"There is no room for the vector shard '{file}'; nothing was stored.",
        Remedy: "Free disk space or raise the limit, then retry.");

    private static Error Damaged(string file, string detail) => new(
        ErrorReason.Internal,
        $"The vector shard '{file}' cannot be used: {detail}",
        Remedy: "Restore the file from a backup, or drop the shard and ingest its videos again.");

    private static Error Unreachable(string file, string detail) => new(
        ErrorReason.Unavailable,
        $"The vector shard '{file}' cannot be read or written: {detail}",
        Remedy: "See that the disk is mounted, healthy and writable for the server, then retry.");
}
