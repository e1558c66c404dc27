using Microsoft.Data.Sqlite;
using Triad.Sqlite;

namespace Triad.Backup.Marks;

/// <summary>The database of a shard, as it was when it was pinned: whatever is written meanwhile, a copy is of that instant.</summary>
internal sealed class PinnedShard : IDisposable
{
    private readonly SqliteConnection _connection;
    private SqliteTransaction? _pinned;

    public PinnedShard(string path)
    {
        Path = path;
        _connection = StateFile.Open(path);
    }

    public string Path { get; }

    public void Pin()
    {
        _pinned = _connection.BeginTransaction(deferred: true);
        _connection.Scalar<long>("SELECT count(*) FROM sqlite_master");
    }

    /// <summary>Writes the pages of that instant to a new file. Unchanged pages lie at the same places in each copy.</summary>
    public void CopyTo(string path)
    {
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        copy.Open();
        copy.Execute("PRAGMA journal_mode = OFF");
        copy.Execute("PRAGMA synchronous = OFF");
        _connection.BackupDatabase(copy);
    }

    public void Dispose()
    {
        _pinned?.Dispose();
        _connection.Dispose();
    }
}
