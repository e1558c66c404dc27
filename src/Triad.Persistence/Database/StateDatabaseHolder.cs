using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Triad.Persistence.Database;

/// <summary>
/// The one open state database of a process, shared by grain state, rows and reminders; opened when it is first needed.
/// </summary>
internal sealed class StateDatabaseHolder(IOptions<SqlitePersistenceOptions> options, ILogger<StateDatabaseHolder>? log = null) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private StateDatabase? _database;

    /// <summary>The database; a failure to open it is tried again at the next call.</summary>
    public StateDatabase Open()
    {
        if (Volatile.Read(ref _database) is { } open)
            return open;
        lock (_lock)
        {
            _database ??= StateDatabase.Open(options.Value, log ?? NullLogger<StateDatabaseHolder>.Instance);
            return _database;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is { } database)
            await database.DisposeAsync();
    }
}
