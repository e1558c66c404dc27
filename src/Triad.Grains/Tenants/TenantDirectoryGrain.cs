using System.Collections.Immutable;
using Orleans.Runtime;
using Triad.Core.Errors;
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

    public async Task<Result> AddAsync(string tenantId, CancellationToken cancellationToken)
    {
        var at = Find(tenantId);
        if (at < 0)
            await _state.WriteAsync(_state.Current with { Tenants = _state.Current.Tenants.Insert(~at, tenantId) }, cancellationToken);
        return Result.Ok;
    }

    public async Task<Result> RemoveAsync(string tenantId, CancellationToken cancellationToken)
    {
        var at = Find(tenantId);
        if (at >= 0)
            await _state.WriteAsync(_state.Current with { Tenants = _state.Current.Tenants.RemoveAt(at) }, cancellationToken);
        return Result.Ok;
    }

    public Task<Result<ImmutableArray<string>>> ListAsync(string after, int limit, CancellationToken cancellationToken)
    {
        var at = Find(after);
        return Task.FromResult<Result<ImmutableArray<string>>>(
            _state.Current.Tenants.Skip(at < 0 ? ~at : at + 1).Take(limit).ToImmutableArray());
    }

    private int Find(string tenantId) => _state.Current.Tenants.BinarySearch(tenantId, StringComparer.Ordinal);
}
