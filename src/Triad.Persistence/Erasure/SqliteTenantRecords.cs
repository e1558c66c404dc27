using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Persistence.Database;
using Triad.Sqlite;

namespace Triad.Persistence.Erasure;

/// <summary>A tenant's states and rows in the state database. A removal goes in batches, so that it holds up no other writer for long.</summary>
internal sealed class SqliteTenantRecords(StateDatabaseHolder database, IOptions<ClusterOptions> cluster) : ITenantRecords
{
    private const int Batch = 500;

    private string Service => cluster.Value.ServiceId;

    public Task<Result<long>> CountStatesAsync(string stateName, TenantId tenant, CancellationToken cancellationToken) =>
        SumAsync(new TenantStates(Service, stateName, tenant).Find, states => states.Count, cancellationToken);

    public Task<Result> EraseStatesAsync(string stateName, TenantId tenant, CancellationToken cancellationToken) =>
        EraseAsync(new TenantStates(Service, stateName, tenant).Find, cancellationToken);

    public Task<Result<long>> CountOwnedStatesAsync(string stateName, TenantId tenant, CancellationToken cancellationToken) =>
        SumAsync(new TenantStates(Service, stateName, tenant).FindOwned, states => states.Count, cancellationToken);

    public Task<Result> EraseOwnedStatesAsync(string stateName, TenantId tenant, CancellationToken cancellationToken) =>
        EraseAsync(new TenantStates(Service, stateName, tenant).FindOwned, cancellationToken);

    public Task<Result<long>> CountRowsAsync(string kind, TenantId tenant, CancellationToken cancellationToken) =>
        SumAsync(_ => TenantRows.TablesOf(Service, kind, tenant), table => table.Count, cancellationToken);

    public Task<Result> EraseRowsAsync(string kind, TenantId tenant, CancellationToken cancellationToken) =>
        EraseAsync(_ => TenantRows.TablesOf(Service, kind, tenant), cancellationToken);

    public async Task<Result> SettleAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Run(database.Open().Compact, cancellationToken);
            return Result.Ok;
        }
        catch (StorageException exception)
        {
            return exception.Error;
        }
    }

    private Task<Result<long>> SumAsync<T>(
        Func<SqliteConnection, IReadOnlyList<T>> find, Func<T, Func<SqliteConnection, long>> count, CancellationToken cancellationToken) =>
        database.TryReadAsync(connection => find(connection).Sum(one => count(one)(connection)), cancellationToken);

    private async Task<Result> EraseAsync<T>(Func<SqliteConnection, IReadOnlyList<T>> find, CancellationToken cancellationToken)
        where T : IErasableRows
    {
        while (true)
        {
            var removed = await database.TryWriteAsync(connection => find(connection).Sum(rows => rows.Remove(connection, Batch)), cancellationToken);
            if (!removed.IsOk)
                return removed.Error;
            if (removed.Value == 0)
                return Result.Ok;
        }
    }
}
