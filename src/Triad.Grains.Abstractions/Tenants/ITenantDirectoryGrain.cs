using System.Collections.Immutable;
using Orleans.Concurrency;
using Triad.Grains.Abstractions.Replies;

namespace Triad.Grains.Abstractions.Tenants;

/// <summary>Lists which tenants exist, one bucket of them. Key: <see cref="TenantDirectoryKey"/>.</summary>
[Alias("triad.ITenantDirectoryGrain")]
public interface ITenantDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Adds a tenant; success where it is there.</summary>
    [Alias("Add")]
    Task<Reply> AddAsync(string tenantId, CancellationToken cancellationToken);

    /// <summary>Removes a tenant; success where it is not there.</summary>
    [Alias("Remove")]
    Task<Reply> RemoveAsync(string tenantId, CancellationToken cancellationToken);

    /// <summary>The bucket's tenants in ordinal order, at most <paramref name="limit"/>, after <paramref name="after"/> (empty for the start).</summary>
    [Alias("List")]
    [AlwaysInterleave]
    Task<Reply<ImmutableArray<string>>> ListAsync(string after, int limit, CancellationToken cancellationToken);
}
