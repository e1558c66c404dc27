using Microsoft.Data.Sqlite;
using Triad.Backup.Erasures;
using Triad.Backup.Keys;
using Triad.Core.Encryption;
using Triad.Sqlite;

namespace Triad.Backup.Marks;

/// <summary>What backups ask a state database (docs/persistence.md).</summary>
internal static class StateFile
{
    /// <summary>The layout that this build writes and reads.</summary>
    public const int Layout = 2;

    private const int ApplicationId = 0x54724753; // "TrGS"
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A video's state that is there, as JSON, and is not on its way out.</summary>
    private const string Living =
        """
        state_name = 'video' AND json_extract(CAST(payload AS TEXT), '$.state.erased') IS NOT 1
        AND json_extract(CAST(payload AS TEXT), '$.state.status') IS NOT 'Deleting'
        """;

    /// <summary>Opens a database that is there; never makes one.</summary>
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = (int)Patience.TotalSeconds,
        }.ToString());
        connection.Open();
        connection.Execute($"PRAGMA busy_timeout = {(long)Patience.TotalMilliseconds}");
        return connection;
    }

    /// <exception cref="BackupException">It is no state database of this build's layout.</exception>
    public static void Check(SqliteConnection connection, string path)
    {
        var version = connection.Scalar<long>("PRAGMA user_version");
        if (connection.Scalar<long>("PRAGMA application_id") == ApplicationId && version == Layout)
            return;
        throw new BackupException($"The state database '{path}' has layout {version}; this tool knows layout {Layout}.")
        {
            Field = "--data",
            Value = path,
            Remedy = "Use the tool of the build that the platform runs; a start of a newer build brings an older database up to date",
        };
    }

    /// <summary>The data keys, wrapped; those of tenants that are erased or being erased are none.</summary>
    public static IReadOnlyList<RingKey> ReadKeys(SqliteConnection connection) => Read(
        connection,
        """
        SELECT substr(grain_id, instr(grain_id, '/') + 1),
            json_extract(CAST(payload AS TEXT), '$.state.keyId'),
            json_extract(CAST(payload AS TEXT), '$.state.wrappedBy'),
            json_extract(CAST(payload AS TEXT), '$.state.text')
        FROM grain_state AS kept
        WHERE state_name = 'data-key' AND json_extract(CAST(payload AS TEXT), '$.state.text') <> ''
        AND NOT EXISTS (
            SELECT 1 FROM grain_state AS erasure WHERE erasure.state_name = 'tenant-erasure'
            AND substr(erasure.grain_id, instr(erasure.grain_id, '/') + 1) = substr(kept.grain_id, instr(kept.grain_id, '/') + 1))
        ORDER BY 1
        """,
        row => new RingKey(row.GetString(0), new WrappedKey(Guid.Parse(row.GetString(1)), row.GetString(2), row.GetString(3))));

    /// <summary>What was erased, or is being erased.</summary>
    public static IReadOnlyList<KnownErasure> ReadErasures(SqliteConnection connection)
    {
        const string Receipt =
            """
            coalesce(json_extract(CAST(payload AS TEXT), '$.state.erasing.MEMBER'), json_extract(CAST(payload AS TEXT), '$.state.receipt.MEMBER'))
            """;
        string Of(string member, string finished) => Receipt
            .Replace("erasing.MEMBER", $"erasing.{member}", StringComparison.Ordinal)
            .Replace("receipt.MEMBER", $"receipt.{finished}", StringComparison.Ordinal);
        var tenants = Read(
            connection,
            """
            SELECT substr(grain_id, instr(grain_id, '/') + 1), json_extract(CAST(payload AS TEXT), '$.state.receiptId'),
                json_extract(CAST(payload AS TEXT), '$.state.requestedBy'), json_extract(CAST(payload AS TEXT), '$.state.startedAt')
            FROM grain_state WHERE state_name = 'tenant-erasure' AND json_extract(CAST(payload AS TEXT), '$.state.receiptId') <> '' ORDER BY 1
            """,
            row => new KnownErasure(row.GetString(0), null, row.GetString(1), row.GetString(2), At(row.GetString(3))));
        var videos = Read(
            connection,
            $"""
            SELECT substr(grain_id, instr(grain_id, '/') + 1), {Of("receiptId", "id")}, {Of("requestedBy", "requestedBy")}, {Of("startedAt", "startedAt")}
            FROM grain_state WHERE state_name = 'video' AND {Of("receiptId", "id")} IS NOT NULL ORDER BY 1
            """,
            row => row.GetString(0).Split('/') is [var tenant, var video]
                ? new KnownErasure(tenant, video, row.GetString(1), row.GetString(2), At(row.GetString(3)))
                : throw new FormatException($"'{row.GetString(0)}' is no video."));
        return [.. tenants, .. videos];
    }

    /// <summary>The names of the key-encryption keys in use.</summary>
    public static IReadOnlyList<string> ReadKeyNames(SqliteConnection connection) =>
    [
        .. Read(
            connection,
            "SELECT value FROM grain_state, json_each(CAST(payload AS TEXT), '$.state.names') WHERE state_name = 'key-registry'",
            row => row.GetString(0)),
    ];

    /// <summary>The videos that live, <c>tenant/video</c>, with the names of the blobs that each cannot do without.</summary>
    public static IEnumerable<(string Tenant, string Video, string Source)> ReadVideos(SqliteConnection connection) => Read(
        connection,
        $"""
        SELECT substr(grain_id, instr(grain_id, '/') + 1), json_extract(CAST(payload AS TEXT), '$.state.sourceBlob')
        FROM grain_state WHERE {Living} ORDER BY grain_id
        """,
        row => row.GetString(0).Split('/') is [var tenant, var video]
            ? (tenant, video, row.IsDBNull(1) ? string.Empty : row.GetString(1))
            : throw new FormatException($"'{row.GetString(0)}' is no video."));

    /// <summary>Tenants that have a video that searches find.</summary>
    public static IReadOnlyList<string> ReadTenantsWithVectors(SqliteConnection connection) => Read(
        connection,
        $"""
        SELECT DISTINCT substr(grain_id, instr(grain_id, '/') + 1, instr(substr(grain_id, instr(grain_id, '/') + 1), '/') - 1)
        FROM grain_state WHERE {Living} AND json_extract(CAST(payload AS TEXT), '$.state.liveGeneration') > 0
        """,
        row => row.GetString(0));

    public static long CountTenants(SqliteConnection connection) =>
        connection.Scalar<long>("SELECT count(*) FROM grain_state WHERE state_name = 'tenant'");

    public static List<T> Read<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Prepare(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
