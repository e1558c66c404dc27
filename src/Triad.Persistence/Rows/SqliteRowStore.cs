using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Triad.Core.Errors;
using Triad.Core.Rows;
using Triad.Persistence.Database;

namespace Triad.Persistence.Rows;

/// <summary>Rows of owners on SQLite: the table <c>owner_row</c>, and in <c>owner</c> the epoch that the last opening has raised.</summary>
internal sealed class SqliteRowStore(StateDatabaseHolder database, IOptions<ClusterOptions> cluster) : IRowStore
{
    public async Task<Result<IRowSet>> OpenAsync(string owner, CancellationToken cancellationToken)
    {
        var key = new RowOwnerKey(cluster.Value.ServiceId, owner);

        // Two transactions, so that the reading holds up no writer: after the first one nobody else can write these rows.
        var epoch = await database.TryWriteAsync(key.RaiseEpoch, cancellationToken);
        if (!epoch.IsOk)
            return epoch.Error;
        var rows = await database.TryReadAsync(key.Read, cancellationToken);
        return rows.IsOk ? new SqliteRowSet(database, key, epoch.Value, rows.Value) : rows.Error;
    }
}
