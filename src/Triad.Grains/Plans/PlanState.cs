using System.Collections.Immutable;
using Triad.Grains.Abstractions.Plans;
using Triad.Grains.Tenants;

namespace Triad.Grains.Plans;

/// <summary>What is kept of a plan.</summary>
[GenerateSerializer]
[Alias("triad.state.plan")]
public sealed record PlanState
{
    /// <summary>The plan.</summary>
    [Id(0)]
    public string PlanId { get; init; } = string.Empty;

    /// <summary>For people.</summary>
    [Id(1)]
    public string DisplayName { get; init; } = string.Empty;

    /// <summary>What a tenant may use.</summary>
    [Id(2)]
    public TenantQuotaState Quotas { get; init; } = new();

    /// <summary>Its share of what is scarce.</summary>
    [Id(3)]
    public double Weight { get; init; } = 1;

    /// <summary>The model packages that it may choose; empty for all.</summary>
    [Id(4)]
    public ImmutableArray<string> AllowedPackages { get; init; } = [];

    /// <summary>How long its videos are kept; null for ever.</summary>
    [Id(5)]
    public TimeSpan? Retention { get; init; }

    /// <summary>How it is housed.</summary>
    [Id(6)]
    public TenantTier Tier { get; init; }

    /// <summary>When it was made.</summary>
    [Id(7)]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    [Id(8)]
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>True until all tenants that have it are noted as such that have a retention, by whoever carries those out.</summary>
    [Id(9)]
    public bool IsRetentionUntold { get; init; }
}
