using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class TenantDirectoryDouble(GrainWorld world, string bucket) : ITenantDirectoryGrain
{
    public Task<Result> AddAsync(string tenantId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> RemoveAsync(string tenantId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<ImmutableArray<string>>> ListAsync(string after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<string>>>(world.Tenants.Keys
            .Where(id => TenantDirectoryKey.Of(TenantId.From(id)) == bucket && string.CompareOrdinal(id, after) > 0)
            .Order(StringComparer.Ordinal)
            .Take(limit)
            .ToImmutableArray());
}
