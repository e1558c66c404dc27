using System.Collections.Immutable;
using Triad.Grains.Abstractions.Retention;

namespace Triad.Grains.Abstractions.Tenants;

/// <summary>What is to change of a tenant; null leaves a field as it is.</summary>
/// <param name="DisplayName">For people.</param>
/// <param name="Plan">The operator's name of the plan.</param>
/// <param name="Quotas">All that it may use.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.tenants.update-tenant")]
public sealed record UpdateTenant(
    [property: Id(0)] string? DisplayName,
    [property: Id(1)] string? Plan,
    [property: Id(2)] QuotaChange? Quotas)
{
    /// <summary>True where the weight is to change.</summary>
    [Id(60)]
    public bool ChangesWeight { get; init; }

    /// <summary>The new weight; null for that of its plan.</summary>
    [Id(61)]
    public double? Weight { get; init; }

    /// <summary>The model packages that it may choose; empty takes the plan's.</summary>
    [Id(40)]
    public ImmutableArray<string>? AllowedPackages { get; init; }

    /// <summary>The retention of its videos.</summary>
    [Id(30)]
    public RetentionChange? Retention { get; init; }
}
