using System.Collections.Immutable;
using Orleans.Concurrency;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Keys;

namespace Triad.Grains.Abstractions.Tenants;

/// <summary>A tenant: its life, profile, keys and shard map. Key: <see cref="TenantKey"/>.</summary>
[Alias("triad.ITenantGrain")]
public interface ITenantGrain : IGrainWithStringKey
{
    /// <summary>Onboards the tenant. A repeat with the same request id answers the same; otherwise TenantExists.</summary>
    [Alias("Create")]
    Task<Result<TenantSnapshot>> CreateAsync(CreateTenant request, CancellationToken cancellationToken);

    /// <summary>The tenant as it is; TenantNotFound where it was never onboarded.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<Result<TenantSnapshot>> GetAsync(CancellationToken cancellationToken);

    /// <summary>Leases a gateway its share of the tenant's rates; TenantNotFound where it was never onboarded.</summary>
    [Alias("LeaseQuota")]
    [AlwaysInterleave]
    Task<Result<QuotaLease>> LeaseQuotaAsync(string gateway, CancellationToken cancellationToken);

    /// <summary>Issues an API key.</summary>
    [Alias("CreateKey")]
    Task<Result<IssuedApiKey>> CreateKeyAsync(CreateApiKey request, CancellationToken cancellationToken);

    /// <summary>All keys that are not revoked, in order of issue.</summary>
    [Alias("ListKeys")]
    Task<Result<ImmutableArray<ApiKeySnapshot>>> ListKeysAsync(CancellationToken cancellationToken);

    /// <summary>Revokes a key; effective everywhere within 5 s. KeyNotFound where the tenant has no such key; a repeat succeeds.</summary>
    [Alias("RevokeKey")]
    Task<Result> RevokeKeyAsync(ApiKeyId keyId, CancellationToken cancellationToken);
}
