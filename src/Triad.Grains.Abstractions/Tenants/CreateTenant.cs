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
    [property: Id(4)] TenantQuotas Quotas);
