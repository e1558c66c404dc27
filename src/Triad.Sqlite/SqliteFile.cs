using Microsoft.Data.Sqlite;

namespace Triad.Sqlite;

/// <summary>
/// Opens database files: write-ahead log with <c>synchronous = FULL</c>, so that a commit that returned survives a power cut.
/// </summary>
internal static class SqliteFile
{
    /// <summary>Opens a connection; the file is made where it is missing.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="busyTimeout">How long to wait for a file that another process holds.</param>
    /// <param name="pageBytes">The size of a page where the file is new; null for SQLite's own.</param>
    public static SqliteConnection Open(string path, TimeSpan busyTimeout, int? pageBytes = null)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Cache = SqliteCacheMode.Private,
            Pooling = false,
            DefaultTimeout = (int)Math.Max(1, busyTimeout.TotalSeconds),
        }.ToString());
        try
        {
            connection.Open();
            connection.Execute($"PRAGMA busy_timeout = {(long)busyTimeout.TotalMilliseconds}");
            if (pageBytes is { } bytes)
                connection.Execute($"PRAGMA page_size = {bytes}");
            connection.Execute("PRAGMA journal_mode = WAL");
            connection.Execute("PRAGMA synchronous = FULL");

            // What is erased is overwritten: a receipt says that it is gone, and not that its page is free.
            connection.Execute("PRAGMA secure_delete = ON");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
