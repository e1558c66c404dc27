using System.Collections.Immutable;
using Triad.Core.Fairness;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Abstractions.Plans;

/// <summary>What a plan gives.</summary>
/// <param name="Quotas">What a tenant may use, but for what it has of its own.</param>
/// <param name="Weight">Its share of what is scarce, against other tenants'.</param>
/// <param name="AllowedPackages">The model packages that it may choose; empty for all.</param>
/// <param name="Retention">How long its videos are kept, but for what it has of its own; null for ever.</param>
/// <param name="Tier">How it is housed.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.plans.plan-terms")]
public sealed record PlanTerms(
    [property: Id(0)] TenantQuotas Quotas,
    [property: Id(1)] double Weight,
    [property: Id(2)] ImmutableArray<string> AllowedPackages,
    [property: Id(3)] TimeSpan? Retention,
    [property: Id(4)] TenantTier Tier)
{
    /// <summary>What a tenant has without a plan.</summary>
    public static PlanTerms None { get; } = new(TenantQuotas.None, FairShare.DefaultWeight, [], null, TenantTier.Auto);
}
