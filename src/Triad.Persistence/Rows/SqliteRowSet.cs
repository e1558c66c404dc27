using Triad.Core.Errors;
using Triad.Core.Rows;
using Triad.Persistence.Database;

namespace Triad.Persistence.Rows;

/// <summary>Each write looks at the owner's epoch in its own transaction.</summary>
internal sealed class SqliteRowSet(StateDatabaseHolder database, RowOwnerKey key, long epoch, IReadOnlyList<Row> opened) : IRowSet
{
    public IReadOnlyList<Row> Opened => opened;

    public Task<Result> PutAsync(Row row, CancellationToken cancellationToken) =>
        database.TryWriteAsync(connection => key.TryPut(connection, epoch, row), key.Stale, cancellationToken);

    public Task<Result> RemoveAsync(string rowKey, CancellationToken cancellationToken) =>
        database.TryWriteAsync(connection => key.TryRemove(connection, epoch, rowKey), key.Stale, cancellationToken);
}
