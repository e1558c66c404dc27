using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Tenants;

/// <summary>A tenant as it is.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Plan">The operator's name of the plan.</param>
/// <param name="Status">Its place in its life.</param>
/// <param name="ModelPackage">The model package.</param>
/// <param name="Space">The space of its vectors.</param>
/// <param name="Quotas">What it may use.</param>
/// <param name="ShardCount">Shards 0 to ShardCount - 1 hold its vectors.</param>
/// <param name="ShardMapVersion">Counts changes of the shard map.</param>
/// <param name="CreatedAt">When it was onboarded.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.tenants.tenant-snapshot")]
public sealed record TenantSnapshot(
    [property: Id(0)] TenantId TenantId,
    [property: Id(1)] string DisplayName,
    [property: Id(2)] string Plan,
    [property: Id(3)] TenantStatus Status,
    [property: Id(4)] string ModelPackage,
    [property: Id(5)] SpaceId Space,
    [property: Id(6)] TenantQuotas Quotas,
    [property: Id(7)] int ShardCount,
    [property: Id(8)] long ShardMapVersion,
    [property: Id(9)] DateTimeOffset CreatedAt);
