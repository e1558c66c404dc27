using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Triad.Sqlite;

namespace Triad.Persistence.Database;

/// <summary>The tables and the version of their layout; docs/persistence.md describes them.</summary>
internal static partial class DatabaseLayout
{
    /// <summary>"TrGS", in the file's header: a grain store of Triad.</summary>
    public const int ApplicationId = 0x54724753;

    /// <summary>The layout that this build writes. Add a step to <see cref="Steps"/> for every new one.</summary>
    public static int Version => Steps.Length;

    /// <summary>Step i leads from layout i to layout i + 1; it says what it has moved, or null.</summary>
    private static readonly Func<SqliteConnection, string?>[] Steps =
    [
        connection => Tables(connection, LayoutTables.StatesAndReminders),
        connection => Tables(connection, LayoutTables.Rows) ?? BlobsToRows.Move(connection),
    ];

    /// <summary>Checks whose file it is and takes the missing steps, all or none. A file of this layout is only read.</summary>
    public static void Prepare(SqliteConnection connection, string path, ILogger log)
    {
        // In one transaction: while another process makes the file, one look could see it before and the next one after.
        using (connection.BeginTransaction(deferred: true))
        {
            if (CheckedVersion(connection, path) == Version)
                return;
        }

        // Looked at again: another process may have been faster.
        using var transaction = connection.BeginTransaction(deferred: false);
        var moved = new List<string>();
        var found = CheckedVersion(connection, path);
        for (var step = found; step < Version; step++)
        {
            if (found > 0)
                LogStep(log, path, step, step + 1);
            if (Take(step, connection, path) is { } said)
                moved.Add(said);
        }

        connection.Execute($"PRAGMA application_id = {ApplicationId}");
        connection.Execute($"PRAGMA user_version = {Version}");
        transaction.Commit();
        foreach (var said in moved)
            LogMoved(log, path, said, Version);
    }

    private static string? Tables(SqliteConnection connection, string sql)
    {
        connection.Execute(sql);
        return null;
    }

    private static string? Take(int step, SqliteConnection connection, string path)
    {
        try
        {
            return Steps[step](connection);
        }
        catch (FormatException exception)
        {
            throw DatabaseErrors.Unusable(path, exception.Message, exception);
        }
    }

    private static int CheckedVersion(SqliteConnection connection, string path)
    {
        var application = connection.Scalar<long>("PRAGMA application_id");
        var version = (int)connection.Scalar<long>("PRAGMA user_version");
        var isEmpty = connection.Scalar<long>("SELECT count(*) FROM sqlite_master") == 0;
        if (application != ApplicationId && !(isEmpty && application == 0 && version == 0))
            throw DatabaseErrors.Unusable(path, "it is not a state database of Triad.");
        if (version > Version)
            throw DatabaseErrors.Unusable(path, $"it has layout {version}, this build knows layouts up to {Version}; use a newer build.");
        return version;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The state database '{Path}' has layout {From}: it is brought to layout {To}")]
    private static partial void LogStep(ILogger log, string path, int from, int to);

    [LoggerMessage(Level = LogLevel.Information, Message = "The state database '{Path}': moved {What}; it has layout {Version} now")]
    private static partial void LogMoved(ILogger log, string path, string what, int version);
}
