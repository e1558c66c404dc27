using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Triad.Sqlite;

namespace Triad.Persistence.Database;

/// <summary>
/// The state database: one writer that commits what waits together, since a commit costs a sync of the disk however much it
/// holds, and a few readers. A write is acknowledged after its commit. One write's failure does not touch its neighbours'; a failed commit
/// fails them all.
/// </summary>
internal sealed class StateDatabase : IAsyncDisposable
{
    private readonly SqlitePersistenceOptions _options;
    private readonly DatabaseOpener _opener;
    private readonly Channel<PendingWrite> _pending;
    private readonly ReaderPool _readers;
    private readonly SqliteConnection _writer;
    private readonly Task _writing;

    private StateDatabase(SqlitePersistenceOptions options, DatabaseOpener opener, SqliteConnection writer)
    {
        _options = options;
        _opener = opener;
        _writer = writer;
        _readers = new ReaderPool(opener, options.Readers);
        _pending = Channel.CreateBounded<PendingWrite>(new BoundedChannelOptions(options.MaxQueuedWrites) { SingleReader = true });
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Opens the database.</summary>
    /// <exception cref="Core.Errors.StorageException">The file is foreign, damaged, of a newer layout, locked, or the disk is full.</exception>
    public static StateDatabase Open(SqlitePersistenceOptions options, ILogger log)
    {
        var opener = new DatabaseOpener(options, log);
        try
        {
            return new StateDatabase(options, opener, opener.OpenWriter());
        }
        catch (Exception e)
        {
            throw DatabaseErrors.From(e, opener.Path);
        }
    }

    /// <summary>
    /// Writes; durable when the task ends. A cancelled call that has not begun is dropped, one that has begun is finished.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken)
    {
        var pending = new PendingWrite<T>(write, cancellationToken);
        if (_pending.Writer.TryWrite(pending))
            return pending.Task;
        return Task.FromException<T>(
            _pending.Reader.Completion.IsCompleted || _writing.IsCompleted
                ? DatabaseErrors.Closed(_opener.Path)
                : DatabaseErrors.QueueFull(_options.MaxQueuedWrites));
    }

    /// <summary>Reads, on another thread than the caller's.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) =>
        _readers.ReadAsync(read, cancellationToken);

    /// <summary>
    /// Writes the file anew, where it is not too large for that, and empties its log: of rows that are gone, no copy is left that moving
    /// others about has made. Other writes wait meanwhile.
    /// </summary>
    public void Compact()
    {
        try
        {
            using var connection = _opener.OpenWriter();
            if (new FileInfo(_opener.Path).Length <= _options.CompactBelowBytes)
                connection.Execute("VACUUM");
            if (connection.Scalar<long>("PRAGMA wal_checkpoint(TRUNCATE)") != 0)
                throw DatabaseErrors.Busy(_opener.Path);
        }
        catch (Exception e)
        {
            throw DatabaseErrors.From(e, _opener.Path);
        }
    }

    /// <summary>Finishes what was accepted, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _pending.Writer.TryComplete();
        await _writing;
        await _readers.DisposeAsync();
        await _writer.DisposeAsync();
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<PendingWrite>();
        while (await _pending.Reader.WaitToReadAsync())
        {
            while (batch.Count < _options.MaxWritesPerCommit && _pending.Reader.TryRead(out var pending))
                batch.Add(pending);
            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<PendingWrite> batch)
    {
        var written = new List<PendingWrite>(batch.Count);
        try
        {
            using var transaction = _writer.BeginTransaction(deferred: false);
            foreach (var pending in batch)
                if (Run(pending))
                    written.Add(pending);
            transaction.Commit();
        }
        catch (Exception e)
        {
            // Those that failed for a reason of their own know it already; the others share this one.
            var failure = DatabaseErrors.From(e, _opener.Path);
            foreach (var pending in batch)
                pending.Fail(failure);
            return;
        }

        foreach (var pending in written)
            pending.Complete();
    }

    private bool Run(PendingWrite pending)
    {
        if (pending.IsDropped)
        {
            pending.Drop();
            return false;
        }

        _writer.Execute("SAVEPOINT one");
        try
        {
            pending.Run(_writer);
        }
        catch (Exception e) when (!SqliteFailures.EndsTransaction(e))
        {
            _writer.Execute("ROLLBACK TO one");
            _writer.Execute("RELEASE one");
            pending.Fail(DatabaseErrors.From(e, _opener.Path));
            return false;
        }

        _writer.Execute("RELEASE one");
        return true;
    }
}
