using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class TenantDirectoryDouble(GrainWorld world, string bucket) : ITenantDirectoryGrain
{
    public Task<Result> AddAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> RemoveAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<bool>> HasAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<ImmutableArray<TenantId>>> ListAsync(TenantId? after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<TenantId>>>(world.Tenants.Keys
            .Where(id => TenantDirectoryKey.Of(TenantId.From(id)) == bucket && string.CompareOrdinal(id, after?.Value) > 0)
            .Order(StringComparer.Ordinal)
            .Take(limit)
            .Select(TenantId.From)
            .ToImmutableArray());
}
