using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Tenants;

/// <summary>A request to onboard a tenant.</summary>
/// <param name="RequestId">Makes a repeat harmless; empty for none.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Plan">The operator's name of the plan.</param>
/// <param name="ModelPackage">The model package whose space the tenant's vectors live in.</param>
/// <param name="Quotas">What the tenant may use.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.tenants.create-tenant")]
public sealed record CreateTenant(
    [property: Id(0)] string RequestId,
    [property: Id(1)] string DisplayName,
    [property: Id(2)] string Plan,
    [property: Id(3)] string ModelPackage,
    [property: Id(4)] TenantQuotas Quotas)
{
    /// <summary>Its part of what tenants share; null for that of its plan.</summary>
    [Id(60)]
    public double? Weight { get; init; }

    /// <summary>The model packages that it may choose; empty takes the plan's.</summary>
    [Id(40)]
    public ImmutableArray<string> AllowedPackages { get; init; } = [];

    /// <summary>How long a video is kept after its creation; null for ever.</summary>
    [Id(30)]
    public TimeSpan? Retention { get; init; }
}
