using Microsoft.Data.Sqlite;

namespace Triad.Persistence.Database;

/// <summary>The tables and the version of their layout; docs/persistence.md describes them.</summary>
internal static class DatabaseLayout
{
    /// <summary>"TrGS", in the file's header: a grain store of Triad.</summary>
    public const int ApplicationId = 0x54724753;

    /// <summary>The layout that this build writes. Add a step to <see cref="Steps"/> for every new one.</summary>
    public static int Version => Steps.Length;

    /// <summary>Step i leads from layout i to layout i + 1.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE grain_state (
            service TEXT NOT NULL,
            storage TEXT NOT NULL,
            state_name TEXT NOT NULL,
            grain_id TEXT NOT NULL,
            etag TEXT NOT NULL,
            payload BLOB NOT NULL,
            PRIMARY KEY (service, storage, state_name, grain_id)
        ) WITHOUT ROWID;
        CREATE TABLE reminder (
            service TEXT NOT NULL,
            grain_id TEXT NOT NULL,
            name TEXT NOT NULL,
            grain_hash INTEGER NOT NULL,
            start_at INTEGER NOT NULL,
            period INTEGER NOT NULL,
            etag TEXT NOT NULL,
            PRIMARY KEY (service, grain_id, name)
        ) WITHOUT ROWID;
        CREATE INDEX reminder_by_hash ON reminder (service, grain_hash);
        """,
    ];

    /// <summary>Checks whose file it is and takes the missing steps, all or none. A file of this layout is only read.</summary>
    public static void Prepare(SqliteConnection connection, string path)
    {
        if (CheckedVersion(connection, path) == Version)
            return;

        // Looked at again: another process may have been faster.
        using var transaction = connection.BeginTransaction(deferred: false);
        for (var step = CheckedVersion(connection, path); step < Version; step++)
            connection.Execute(Steps[step]);
        connection.Execute($"PRAGMA application_id = {ApplicationId}");
        connection.Execute($"PRAGMA user_version = {Version}");
        transaction.Commit();
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
}
