using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Triad.Core.Catalogs;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Persistence.Database;
using Triad.Sqlite;

namespace Triad.Persistence.Catalogs;

/// <summary>
/// Catalogs on SQLite: the table <c>catalog_entry</c>; triggers keep <c>catalog_total</c> in the transaction of each change.
/// </summary>
internal sealed class SqliteCatalogStore(StateDatabaseHolder database, IOptions<ClusterOptions> cluster) : ICatalogStore
{
    public async Task<Result<ICatalogRows>> OpenAsync(TenantId tenant, int bucket, CancellationToken cancellationToken)
    {
        var key = new CatalogBucketKey(cluster.Value.ServiceId, tenant, bucket);
        var epoch = await database.TryReadAsync(key.ReadEpoch, cancellationToken);
        return epoch.IsOk ? new SqliteCatalogRows(database, key, epoch.Value) : epoch.Error;
    }

    public Task<Result<IReadOnlyDictionary<TenantId, StoredTotals>>> TotalsAsync(CancellationToken cancellationToken) =>
        database.TryReadAsync<IReadOnlyDictionary<TenantId, StoredTotals>>(
            connection =>
            {
                using var command = connection.Prepare(
                    "SELECT tenant, videos, bytes FROM catalog_total WHERE service = $service AND videos > 0", ("$service", cluster.Value.ServiceId));
                using var reader = command.ExecuteReader();
                var totals = new Dictionary<TenantId, StoredTotals>();
                while (reader.Read())
                    totals[TenantId.From(reader.GetString(0))] = new StoredTotals(reader.GetInt64(1), reader.GetInt64(2));
                return totals;
            },
            cancellationToken);
}
