using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Tenants;

/// <summary>A change of some of a tenant's quotas.</summary>
/// <param name="Changed">Which of them change.</param>
/// <param name="To">What these become; null does not bind.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.tenants.quota-change")]
public sealed record QuotaChange(
    [property: Id(0)] ImmutableArray<TenantQuota> Changed,
    [property: Id(1)] TenantQuotas To);
