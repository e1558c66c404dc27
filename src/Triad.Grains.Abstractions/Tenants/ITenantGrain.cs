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

    /// <summary>Where what searches need of it is; to ask does not wake it.</summary>
    [Alias("Residency")]
    [AlwaysInterleave]
    Task<TenantResidency> ResidencyAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Notes that a shard's file is in the media store, or is here again. A repeat changes nothing; success where there is no such tenant.
    /// </summary>
    /// <param name="shard">The shard's number.</param>
    /// <param name="bytes">Bytes of the file in the media store; null where it is here.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("NoteOffload")]
    Task<Result> NoteOffloadAsync(int shard, long? bytes, CancellationToken cancellationToken);

    /// <summary>
    /// Begins a lineage of another package beside the live one. ModelChangeConflict where there is one of a third package; a repeat changes
    /// nothing.
    /// </summary>
    [Alias("BeginModelChange")]
    Task<Result<TenantSnapshot>> BeginModelChangeAsync(string modelPackage, CancellationToken cancellationToken);

    /// <summary>Says that searches are about to ask the other lineage, or that they are not.</summary>
    [Alias("SetSwitching")]
    Task<Result<TenantSnapshot>> SetSwitchingAsync(bool isSwitching, CancellationToken cancellationToken);

    /// <summary>Lets searches ask the lineage of this number, by one write; the live one becomes the other. A repeat changes nothing.</summary>
    [Alias("MakeLive")]
    Task<Result<TenantSnapshot>> MakeLiveAsync(int lineage, CancellationToken cancellationToken);

    /// <summary>Gives the other lineage up. A repeat changes nothing.</summary>
    [Alias("EndModelChange")]
    Task<Result<TenantSnapshot>> EndModelChangeAsync(int lineage, CancellationToken cancellationToken);

    /// <summary>Changes what is named. A repeat changes nothing.</summary>
    [Alias("Update")]
    Task<Result<TenantSnapshot>> UpdateAsync(UpdateTenant request, CancellationToken cancellationToken);

    /// <summary>
    /// Refuses the tenant's keys everywhere within 5 s; its data stays, and what is being ingested ends. A repeat gives the new reason.
    /// TenantSuspended where it is being erased.
    /// </summary>
    [Alias("Suspend")]
    Task<Result<TenantSnapshot>> SuspendAsync(string reason, CancellationToken cancellationToken);

    /// <summary>Ends a suspension, within 5 s everywhere. A repeat changes nothing. TenantSuspended where it is being erased.</summary>
    [Alias("Resume")]
    Task<Result<TenantSnapshot>> ResumeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Closes the tenant for good: its keys are refused everywhere within 5 s, what is being ingested ends, and nothing of it can be changed any
    /// more. TenantNotFound where there is none; a repeat changes nothing.
    /// </summary>
    [Alias("Close")]
    Task<Result<TenantSnapshot>> CloseAsync(CancellationToken cancellationToken);

    /// <summary>Forgets a tenant that was closed. Success where there is none.</summary>
    [Alias("Forget")]
    Task<Result> ForgetAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Leases a gateway its share of the tenant's rates; TenantNotFound where it was never onboarded. The shares of all gateways together are the quota.
    /// </summary>
    /// <param name="gateway">The gateway's name.</param>
    /// <param name="demand">Queries a second that came to it since its last lease; null where it had none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("LeaseQuota")]
    [AlwaysInterleave]
    Task<Result<QuotaLease>> LeaseQuotaAsync(string gateway, double? demand, CancellationToken cancellationToken);

    /// <summary>Issues an API key.</summary>
    [Alias("CreateKey")]
    Task<Result<IssuedApiKey>> CreateKeyAsync(CreateApiKey request, CancellationToken cancellationToken);

    /// <summary>All keys that are not revoked, in order of issue.</summary>
    [Alias("ListKeys")]
    Task<Result<ImmutableArray<ApiKeySnapshot>>> ListKeysAsync(CancellationToken cancellationToken);

    /// <summary>Revokes a key; effective everywhere within 5 s. KeyNotFound where the tenant has no such key; a repeat succeeds.</summary>
    [Alias("RevokeKey")]
    Task<Result> RevokeKeyAsync(ApiKeyId keyId, CancellationToken cancellationToken);

    /// <summary>The retention of its videos, its plan's where it has none; null for ever. Waits for changes that came before.</summary>
    [Alias("Retention")]
    Task<Result<TimeSpan?>> RetentionAsync(CancellationToken cancellationToken);
}
