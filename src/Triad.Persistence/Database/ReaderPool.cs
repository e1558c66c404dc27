using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Triad.Persistence.Database;

/// <summary>A few connections that read; opened when they are first needed.</summary>
internal sealed class ReaderPool(DatabaseOpener opener, int readers) : IAsyncDisposable
{
    private readonly SemaphoreSlim _free = new(readers);
    private readonly ConcurrentBag<SqliteConnection> _idle = [];

    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Read(read), cancellationToken);
        }
        finally
        {
            _free.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < readers; i++)
            await _free.WaitAsync();
        while (_idle.TryTake(out var connection))
            await connection.DisposeAsync();
        _free.Dispose();
    }

    private T Read<T>(Func<SqliteConnection, T> read)
    {
        try
        {
            if (!_idle.TryTake(out var connection))
                connection = opener.OpenReader();
            try
            {
                return read(connection);
            }
            finally
            {
                _idle.Add(connection);
            }
        }
        catch (Exception e) when (e is SqliteException or IOException)
        {
            throw DatabaseErrors.From(e, opener.Path);
        }
    }
}
