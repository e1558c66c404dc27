using Microsoft.Data.Sqlite;
using Triad.Core.Durability;
using Triad.Core.Identity;
using Triad.Sqlite;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Storage;

/// <summary>The file of one shard. Used by one caller at a time.</summary>
internal sealed class ShardDatabase : IDisposable
{
    // A row of 512 floats takes two kibibytes: seven fit into such a page and one into SQLite's usual one.
    private const int PageBytes = 16384;

    private readonly SqliteConnection _connection;
    private readonly ShardId _shard;

    private ShardDatabase(SqliteConnection connection, ShardId shard)
    {
        _connection = connection;
        _shard = shard;
    }

    /// <summary>Opens a shard's file, making it and its folder where they are missing.</summary>
    /// <exception cref="ShardDamagedException">The file is foreign or of a newer layout.</exception>
    public static ShardDatabase Open(ShardPaths paths, ShardId shard, EmbeddedVectorIndexOptions options)
    {
        FolderSync.Create(paths.Folder(shard));
        var connection = SqliteFile.Open(paths.File(shard), options.BusyTimeout, PageBytes);
        try
        {
            if (options.MaxShardFileBytes is { } limit)
                connection.Execute($"PRAGMA max_page_count = {Math.Max(1, limit / PageBytes)}");
            ShardLayout.Prepare(connection);
            FolderSync.Flush(paths.Folder(shard));
            return new ShardDatabase(connection, shard);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Starts a transaction that no other writer can enter. Disposed without a commit, it leaves nothing.</summary>
    public SqliteTransaction Begin() => _connection.BeginTransaction(deferred: false);

    /// <summary>The header; null where the shard was never opened for writing.</summary>
    /// <exception cref="ShardDamagedException">The file belongs to another tenant or shard.</exception>
    public ShardHeader? ReadHeader()
    {
        using var command = _connection.Prepare("SELECT tenant, number, space, epoch, sequence FROM shard");
        using var reader = command.ExecuteReader();
        if (!reader.Read())
            return null;
        var owner = $"{reader.GetString(0)}/{reader.GetInt64(1)}";
        if (owner != _shard.ToString())
            throw new ShardDamagedException($"it is the file of shard '{owner}', not of '{_shard}'.");
        return new ShardHeader(SpaceId.From(reader.GetString(2)), reader.GetInt64(3), reader.GetInt64(4));
    }

    /// <summary>Writes the header; within a transaction.</summary>
    public void WriteHeader(ShardHeader header) => _connection.Execute(
        """
        INSERT INTO shard (only, tenant, number, space, epoch, sequence)
        VALUES (1, $tenant, $number, $space, $epoch, $sequence)
        ON CONFLICT (only) DO UPDATE SET epoch = excluded.epoch, sequence = excluded.sequence
        """,
        ("$tenant", _shard.Tenant.Value),
        ("$number", _shard.Number),
        ("$space", header.Space.Value),
        ("$epoch", header.Epoch),
        ("$sequence", header.Sequence));

    /// <summary>Brings all that the log has into the file; false where somebody else uses it.</summary>
    public bool EmptyLog() => _connection.Scalar<long>("PRAGMA wal_checkpoint(TRUNCATE)") == 0;

    /// <summary>The table of representations.</summary>
    public RepresentationTable Representations => new(_connection);

    /// <summary>The table of points.</summary>
    public PointTable Points => new(_connection, _shard.Tenant);

    public void Dispose() => _connection.Dispose();
}
