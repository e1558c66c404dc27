using Triad.Core.Catalogs;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Grains.Tests.Effects;

/// <summary>Catalogs whose writes may go wrong.</summary>
internal sealed class FaultyCatalogStore(ICatalogStore store, EffectFaults faults) : ICatalogStore
{
    public async Task<Result<ICatalogRows>> OpenAsync(TenantId tenant, int bucket, CancellationToken cancellationToken)
    {
        var opened = await store.OpenAsync(tenant, bucket, cancellationToken);
        return opened.IsOk ? new Rows(faults, tenant, opened.Value) : opened.Error;
    }

    public Task<Result<IReadOnlyDictionary<TenantId, StoredTotals>>> TotalsAsync(CancellationToken cancellationToken) =>
        store.TotalsAsync(cancellationToken);

    private sealed class Rows(EffectFaults faults, TenantId tenant, ICatalogRows rows) : ICatalogRows
    {
        public Task<Result> AddAsync(CatalogRow row, CancellationToken cancellationToken) =>
            faults.RunAsync(tenant.Value, "catalog: entry added", () => rows.AddAsync(row, cancellationToken), Result.Fail);

        public Task<Result> RemoveAsync(VideoId video, CancellationToken cancellationToken) =>
            faults.RunAsync(tenant.Value, "catalog: entry removed", () => rows.RemoveAsync(video, cancellationToken), Result.Fail);

        public Task<Result<IReadOnlyList<CatalogRow>>> ListAsync(CatalogRow? after, int limit, CancellationToken cancellationToken) =>
            rows.ListAsync(after, limit, cancellationToken);
    }
}
