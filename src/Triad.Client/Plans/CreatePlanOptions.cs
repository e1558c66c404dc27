using Google.Protobuf.WellKnownTypes;

namespace Triad.Client;

/// <summary>What a plan that is made gives.</summary>
public sealed record CreatePlanOptions
{
    /// <summary>For people; at most 200 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What a tenant may use that has no quota of its own.</summary>
    public TenantQuotas? Quotas { get; init; }

    /// <summary>A tenant's share of what is scarce, 0.01 to 100; null for 1.</summary>
    public double? Weight { get; init; }

    /// <summary>Ids of the model packages that a tenant may choose; empty for all.</summary>
    public IReadOnlyCollection<string> AllowedPackages { get; init; } = [];

    /// <summary>How long a video is kept after its creation, at least a minute; null for ever.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>How a tenant is housed.</summary>
    public TenantTier Tier { get; init; }

    internal V1.Plan ToWire(string id)
    {
        var wire = new V1.Plan
        {
            Id = id,
            DisplayName = DisplayName ?? string.Empty,
            Quotas = Quotas?.ToWire(),
            AllowedPackages = { AllowedPackages },
            Retention = Retention is { } retention ? Duration.FromTimeSpan(retention) : null,
            Tier = (V1.TenantTier)Tier,
        };
        if (Weight is { } weight)
            wire.Weight = weight;
        return wire;
    }
}
