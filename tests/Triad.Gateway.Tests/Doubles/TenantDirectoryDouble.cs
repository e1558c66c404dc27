using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Replies;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class TenantDirectoryDouble(GrainWorld world, string bucket) : ITenantDirectoryGrain
{
    public Task<Reply> AddAsync(string tenantId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Reply> RemoveAsync(string tenantId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Reply<ImmutableArray<string>>> ListAsync(string after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<Reply<ImmutableArray<string>>>(world.Tenants.Keys
            .Where(id => TenantDirectoryKey.Of(TenantId.From(id)) == bucket && string.CompareOrdinal(id, after) > 0)
            .Order(StringComparer.Ordinal)
            .Take(limit)
            .ToImmutableArray());
}
