namespace Triad.Client;

/// <summary>An isolated customer of the platform.</summary>
public sealed record Tenant
{
    /// <summary>Chosen by the operator, never changed.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public string DisplayName { get; init; } = string.Empty;

    /// <summary>What it may do now.</summary>
    public TenantState State { get; init; }

    /// <summary>The id of its plan; empty for none.</summary>
    public string Plan { get; init; } = string.Empty;

    /// <summary>What it may use at most, where that is not what its plan says.</summary>
    public TenantQuotas Quotas { get; init; } = new();

    /// <summary>What binds: its own quotas, and its plan's where it has none.</summary>
    public TenantQuotas EffectiveQuotas { get; init; } = new();

    /// <summary>Ids of the model packages that it may choose; empty for all.</summary>
    public IReadOnlyList<string> AllowedPackages { get; init; } = [];

    /// <summary>How it is housed.</summary>
    public TenantTier Tier { get; init; }

    /// <summary>The id of the model package that embeds its media and queries.</summary>
    public string ModelPackage { get; init; } = string.Empty;

    /// <summary>The embedding space of that package, <c>modelId@contentHash</c>.</summary>
    public string Space { get; init; } = string.Empty;

    /// <summary>How long a video is kept after its creation, where that is not what its plan says.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>The retention that binds: its own, else its plan's; null for ever.</summary>
    public TimeSpan? EffectiveRetention { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>Why it is suspended; empty where it is not, or nobody said.</summary>
    public string SuspendReason { get; init; } = string.Empty;

    /// <summary>Its part of embedding and searching beside other tenants that use the platform at the same time.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Where what searches need of it is, as reading and listing tell it.</summary>
    public TenantResidency Residency { get; init; }

    /// <summary>Bytes of its vectors that are in the media store and not in the index.</summary>
    public long OffloadedBytes { get; init; }

    internal static Tenant FromWire(V1.Tenant wire) => new()
    {
        Id = wire.Id,
        DisplayName = wire.DisplayName,
        State = (TenantState)wire.State,
        Plan = wire.Plan,
        Quotas = TenantQuotas.FromWire(wire.Quotas),
        EffectiveQuotas = TenantQuotas.FromWire(wire.EffectiveQuotas),
        AllowedPackages = [.. wire.EffectiveAllowedPackages],
        Tier = (TenantTier)wire.Tier,
        ModelPackage = wire.ModelPackage,
        Space = wire.Space,
        Retention = wire.Retention?.ToTimeSpan(),
        EffectiveRetention = wire.EffectiveRetention?.ToTimeSpan(),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
        SuspendReason = wire.SuspendReason,
        Residency = (TenantResidency)wire.Residency,
        OffloadedBytes = wire.OffloadedBytes,
        Weight = wire.HasWeight ? wire.Weight : 1,
    };
}
