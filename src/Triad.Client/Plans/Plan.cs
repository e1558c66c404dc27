namespace Triad.Client;

/// <summary>A named set of what tenants may use.</summary>
public sealed record Plan
{
    /// <summary>Chosen by the operator, never changed.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public string DisplayName { get; init; } = string.Empty;

    /// <summary>What a tenant may use that has no quota of its own.</summary>
    public TenantQuotas Quotas { get; init; } = new();

    /// <summary>A tenant's share of what is scarce, against other tenants'.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Ids of the model packages that a tenant may choose; empty for all.</summary>
    public IReadOnlyList<string> AllowedPackages { get; init; } = [];

    /// <summary>How long a video is kept after its creation; null for ever.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>How a tenant is housed.</summary>
    public TenantTier Tier { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? UpdateTime { get; init; }

    internal static Plan FromWire(V1.Plan wire) => new()
    {
        Id = wire.Id,
        DisplayName = wire.DisplayName,
        Quotas = TenantQuotas.FromWire(wire.Quotas),
        Weight = wire.Weight,
        AllowedPackages = [.. wire.AllowedPackages],
        Retention = wire.Retention?.ToTimeSpan(),
        Tier = (TenantTier)wire.Tier,
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
        UpdateTime = wire.UpdateTime?.ToDateTimeOffset(),
    };
}
