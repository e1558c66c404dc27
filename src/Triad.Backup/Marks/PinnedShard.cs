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
        Look(); // The first look maps the log's index, which takes far longer than the next.
    }

    public string Path { get; }

    public void Pin()
    {
        _pinned = _connection.BeginTransaction(deferred: true);
        Look();
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

    private void Look() => _connection.Scalar<long>("SELECT count(*) FROM sqlite_master");

    public void Dispose()
    {
        _pinned?.Dispose();
        _connection.Dispose();
    }
}
