using Microsoft.Data.Sqlite;
using Triad.Core.Catalogs;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Persistence.Database;

namespace Triad.Persistence.Catalogs;

/// <summary>
/// The first write claims the bucket by raising the epoch that was read when it was opened; the others look at it, each in its own
/// transaction. Of two activations the one that writes last would need an epoch that the other has raised, and loses. Reading claims
/// nothing.
/// </summary>
internal sealed class SqliteCatalogRows(StateDatabaseHolder database, CatalogBucketKey key, long epochAtOpening) : ICatalogRows
{
    private long _epoch = epochAtOpening;
    private bool _hasClaimed;

    public Task<Result> AddAsync(CatalogRow row, CancellationToken cancellationToken) =>
        WriteAsync(connection => key.Put(connection, row), cancellationToken);

    public Task<Result> RemoveAsync(VideoId video, CancellationToken cancellationToken) =>
        WriteAsync(connection => key.Remove(connection, video), cancellationToken);

    public Task<Result<IReadOnlyList<CatalogRow>>> ListAsync(CatalogRow? after, int limit, CancellationToken cancellationToken) =>
        database.TryReadAsync(connection => key.Read(connection, after, limit), cancellationToken);

    // A write whose answer was lost may have claimed the bucket. Then the next one is refused, and a new activation begins where it ended.
    private async Task<Result> WriteAsync(Action<SqliteConnection> write, CancellationToken cancellationToken)
    {
        var (epoch, hasClaimed) = (_epoch, _hasClaimed);
        var written = await database.TryWriteAsync(
            connection =>
            {
                if (!(hasClaimed ? key.IsCurrent(connection, epoch) : key.TryClaim(connection, epoch)))
                    return false;
                write(connection);
                return true;
            },
            key.Stale,
            cancellationToken);
        if (written.IsOk && !hasClaimed)
            (_epoch, _hasClaimed) = (epoch + 1, true);
        return written;
    }
}
