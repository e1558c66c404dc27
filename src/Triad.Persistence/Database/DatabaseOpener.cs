using Microsoft.Data.Sqlite;
using Triad.Core.Durability;

namespace Triad.Persistence.Database;

/// <summary>Opens connections to the one database file and sees to it that the file is ours and of a layout that this build knows.</summary>
/// <remarks>Write-ahead log with <c>synchronous = FULL</c>: a commit that returned survives a power cut.</remarks>
internal sealed class DatabaseOpener(SqlitePersistenceOptions options)
{
    public string Path { get; } = System.IO.Path.GetFullPath(options.DatabasePath);

    private string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Opens the connection that writes, makes the file and its folder if they are missing, and brings the layout up to date.</summary>
    public SqliteConnection OpenWriter()
    {
        FolderSync.Create(Folder);
        var connection = Open();
        try
        {
            if (options.MaxDatabaseBytes is { } limit)
                connection.Execute($"PRAGMA max_page_count = {Math.Max(1, limit / connection.Scalar<long>("PRAGMA page_size"))}");
            DatabaseLayout.Prepare(connection, Path);
            FolderSync.Flush(Folder);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that only reads; a statement sees every commit that returned before it starts.</summary>
    public SqliteConnection OpenReader()
    {
        var connection = Open();
        connection.Execute("PRAGMA query_only = ON");
        return connection;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Cache = SqliteCacheMode.Private,
            Pooling = false,
            DefaultTimeout = (int)Math.Max(1, options.BusyTimeout.TotalSeconds),
        }.ToString());
        try
        {
            connection.Open();
            connection.Execute($"PRAGMA busy_timeout = {(long)options.BusyTimeout.TotalMilliseconds}");
            connection.Execute("PRAGMA journal_mode = WAL");
            connection.Execute("PRAGMA synchronous = FULL");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
