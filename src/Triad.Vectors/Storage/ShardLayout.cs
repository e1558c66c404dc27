using Microsoft.Data.Sqlite;
using Triad.Sqlite;

namespace Triad.Vectors.Storage;

/// <summary>The tables of a shard's file and the version of their layout; docs/vectors.md describes them.</summary>
internal static class ShardLayout
{
    /// <summary>"TrVS", in the file's header: a vector shard of Triad.</summary>
    public const int ApplicationId = 0x54725653;

    /// <summary>The layout that this build writes. Add a step to <see cref="Steps"/> for every new one.</summary>
    public static int Version => Steps.Length;

    /// <summary>Step i leads from layout i to layout i + 1.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE shard (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            tenant TEXT NOT NULL,
            number INTEGER NOT NULL,
            space TEXT NOT NULL,
            dimension INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            sequence INTEGER NOT NULL
        );
        CREATE TABLE metadata (
            metadata_id INTEGER PRIMARY KEY,
            content TEXT NOT NULL UNIQUE
        );
        CREATE TABLE point (
            point_id BLOB NOT NULL UNIQUE,
            video TEXT NOT NULL,
            generation INTEGER NOT NULL,
            segment INTEGER NOT NULL,
            representation INTEGER NOT NULL,
            is_full INTEGER NOT NULL,
            span_start INTEGER NOT NULL,
            span_end INTEGER NOT NULL,
            video_duration INTEGER NOT NULL,
            mask INTEGER NOT NULL,
            metadata_id INTEGER NOT NULL REFERENCES metadata,
            written INTEGER NOT NULL,
            checksum INTEGER NOT NULL,
            vector BLOB NOT NULL
        );
        CREATE INDEX point_by_video ON point (video, generation);
        CREATE INDEX point_by_metadata ON point (metadata_id);
        """,

        // Representations have names and dimensions of their own. Until then each was a mask, and all had the dimension of the shard.
        """
        CREATE TABLE representation (
            representation_id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            dimension INTEGER NOT NULL
        );
        INSERT INTO representation (representation_id, name, dimension)
            SELECT mask.column1, mask.column2, shard.dimension
            FROM shard, (VALUES (0, 'full'), (1, 't'), (2, 'v'), (3, 'tv'), (4, 'a'), (5, 'ta'), (6, 'va'), (7, 'tva')) AS mask;
        ALTER TABLE shard DROP COLUMN dimension;
        ALTER TABLE point RENAME COLUMN representation TO representation_id;
        """,
    ];

    /// <summary>Checks whose file it is and takes the missing steps, all or none. A file of this layout is only read.</summary>
    /// <exception cref="ShardDamagedException">The file is foreign or of a newer layout.</exception>
    public static void Prepare(SqliteConnection connection)
    {
        // In one transaction: while another process makes the file, one look could see it before and the next one after.
        using (connection.BeginTransaction(deferred: true))
        {
            if (CheckedVersion(connection) == Version)
                return;
        }

        // Looked at again: another process may have been faster.
        using var transaction = connection.BeginTransaction(deferred: false);
        for (var step = CheckedVersion(connection); step < Version; step++)
            connection.Execute(Steps[step]);
        connection.Execute($"PRAGMA application_id = {ApplicationId}");
        connection.Execute($"PRAGMA user_version = {Version}");
        transaction.Commit();
    }

    private static int CheckedVersion(SqliteConnection connection)
    {
        var application = connection.Scalar<long>("PRAGMA application_id");
        var version = (int)connection.Scalar<long>("PRAGMA user_version");
        var isEmpty = connection.Scalar<long>("SELECT count(*) FROM sqlite_master") == 0;
        if (application != ApplicationId && !(isEmpty && application == 0 && version == 0))
            throw new ShardDamagedException("it is not a vector shard of Triad.");
        if (version > Version)
            throw new ShardDamagedException($"it has layout {version}, this build knows layouts up to {Version}; use a newer build.");
        return version;
    }
}
