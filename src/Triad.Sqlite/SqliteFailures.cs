using Microsoft.Data.Sqlite;
using Triad.Core.Errors;

namespace Triad.Sqlite;

/// <summary>Says what a failure of a database file means to callers.</summary>
/// <param name="what">What the file is to people, such as "state database".</param>
/// <param name="repair">What to do where the file is damaged.</param>
internal sealed class SqliteFailures(string what, string repair)
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

    /// <summary>When a retry may succeed.</summary>
    public static readonly TimeSpan RetryHint = TimeSpan.FromSeconds(1);

    /// <summary>True where SQLite may have rolled back the whole transaction, not just the statement.</summary>
    public static bool EndsTransaction(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: Full or InputOutput or Busy or Corrupt or NotADatabase };

    /// <summary>The failure as an error; null where it can only be a bug.</summary>
    public Error? From(Exception exception, string file) => exception switch
    {
        SqliteException { SqliteErrorCode: Full } => NoRoom(file),
        SqliteException { SqliteErrorCode: Busy or Locked } => new Error(
            ErrorReason.Unavailable,
            $"The {what} '{file}' is held by another process.",
            Remedy: "Retry; where it lasts, stop the other process.",
            RetryAfter: RetryHint),
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } => Unusable(file, exception.Message),
        SqliteException { SqliteErrorCode: InputOutput or CannotOpen or ReadOnly } => Unreachable(file, exception.Message),
        IOException { HResult: NoSpaceLeft or QuotaReached } => NoRoom(file),
        IOException or UnauthorizedAccessException => Unreachable(file, exception.Message),
        _ => null,
    };

    /// <summary>The file is foreign, damaged or of a layout that this build does not know.</summary>
    public Error Unusable(string file, string problem) =>
        new(ErrorReason.Internal, $"The {what} '{file}' cannot be used: {problem}", Remedy: repair);

    private Error NoRoom(string file) => new(
        ErrorReason.StorageFull,
        $"There is no room for the {what} '{file}'; nothing was stored.",
        Remedy: "Free disk space or raise the limit, then retry.");

    private Error Unreachable(string file, string detail) => new(
        ErrorReason.Unavailable,
        $"The {what} '{file}' cannot be read or written: {detail}",
        Remedy: "See that the disk is mounted, healthy and writable for the server, then retry.");
}
