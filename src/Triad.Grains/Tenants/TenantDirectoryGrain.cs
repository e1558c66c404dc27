using System.Collections.Immutable;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.State;

namespace Triad.Grains.Tenants;

/// <inheritdoc cref="ITenantDirectoryGrain"/>
internal sealed class TenantDirectoryGrain(
    [PersistentState("tenant-directory", GrainStorageNames.Grains)] IPersistentState<TenantDirectoryState> store)
    : Grain, ITenantDirectoryGrain
{
    private DurableState<TenantDirectoryState> _state = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = new DurableState<TenantDirectoryState>(store);
        return Task.CompletedTask;
    }

    public async Task<Result> AddAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var at = Find(tenant.Value);
        if (at < 0)
            await _state.WriteAsync(_state.Current with { Tenants = _state.Current.Tenants.Insert(~at, tenant.Value) }, cancellationToken);
        return Result.Ok;
    }

    public async Task<Result> RemoveAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var at = Find(tenant.Value);
        if (at >= 0)
            await _state.WriteAsync(_state.Current with { Tenants = _state.Current.Tenants.RemoveAt(at) }, cancellationToken);
        return Result.Ok;
    }

    public Task<Result<bool>> HasAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Task.FromResult<Result<bool>>(Find(tenant.Value) >= 0);

    public Task<Result<ImmutableArray<TenantId>>> ListAsync(TenantId? after, int limit, CancellationToken cancellationToken)
    {
        var at = Find(after?.Value ?? string.Empty);
        return Task.FromResult<Result<ImmutableArray<TenantId>>>(
            _state.Current.Tenants.Skip(at < 0 ? ~at : at + 1).Take(limit).Select(TenantId.From).ToImmutableArray());
    }

    private int Find(string tenantId) => _state.Current.Tenants.BinarySearch(tenantId, StringComparer.Ordinal);
}
