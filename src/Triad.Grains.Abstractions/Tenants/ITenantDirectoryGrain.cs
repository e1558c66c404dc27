using System.Collections.Immutable;
using Orleans.Concurrency;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Tenants;

/// <summary>Lists which tenants exist, one bucket of them. Key: <see cref="TenantDirectoryKey"/>.</summary>
[Alias("triad.ITenantDirectoryGrain")]
public interface ITenantDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Adds a tenant; success where it is there.</summary>
    [Alias("Add")]
    Task<Result> AddAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Removes a tenant; success where it is not there.</summary>
    [Alias("Remove")]
    Task<Result> RemoveAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Whether a tenant is listed.</summary>
    [Alias("Has")]
    [AlwaysInterleave]
    Task<Result<bool>> HasAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>The bucket's tenants in ordinal order, at most <paramref name="limit"/>, after <paramref name="after"/> (null for the start).</summary>
    [Alias("List")]
    [AlwaysInterleave]
    Task<Result<ImmutableArray<TenantId>>> ListAsync(TenantId? after, int limit, CancellationToken cancellationToken);
}
