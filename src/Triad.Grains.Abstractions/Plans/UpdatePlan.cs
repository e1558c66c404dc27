using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Abstractions.Plans;

/// <summary>What is to change of a plan; null leaves a field as it is.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Quotas">Some of the quotas.</param>
/// <param name="Weight">The weight.</param>
/// <param name="AllowedPackages">The model packages; empty for all.</param>
/// <param name="SetsRetention">True where the retention changes.</param>
/// <param name="Retention">To what it changes; null for ever.</param>
/// <param name="Tier">The tier.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.plans.update-plan")]
public sealed record UpdatePlan(
    [property: Id(0)] PlanId PlanId,
    [property: Id(1)] string? DisplayName,
    [property: Id(2)] QuotaChange? Quotas,
    [property: Id(3)] double? Weight,
    [property: Id(4)] ImmutableArray<string>? AllowedPackages,
    [property: Id(5)] bool SetsRetention,
    [property: Id(6)] TimeSpan? Retention,
    [property: Id(7)] TenantTier? Tier);
