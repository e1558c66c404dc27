using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Triad.Core.Durability;
using Triad.Sqlite;

namespace Triad.Persistence.Database;

/// <summary>
/// Opens connections to the one database file and sees to it that the file is ours and of a layout that this build knows.
/// </summary>
internal sealed class DatabaseOpener(SqlitePersistenceOptions options, ILogger log)
{
    public string Path { get; } = System.IO.Path.GetFullPath(options.DatabasePath);

    private string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>
    /// Opens the connection that writes, makes the file and its folder if they are missing, and brings the layout up to date.
    /// </summary>
    public SqliteConnection OpenWriter()
    {
        FolderSync.Create(Folder);
        var connection = Open();
        try
        {
            if (options.MaxDatabaseBytes is { } limit)
                connection.Execute($"PRAGMA max_page_count = {Math.Max(1, limit / connection.Scalar<long>("PRAGMA page_size"))}");
            DatabaseLayout.Prepare(connection, Path, log);
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

    private SqliteConnection Open() => SqliteFile.Open(Path, options.BusyTimeout);
}
