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

    /// <summary>The name of its plan; empty for the default plan.</summary>
    public string Plan { get; init; } = string.Empty;

    /// <summary>What it may use at most.</summary>
    public TenantQuotas Quotas { get; init; } = new();

    /// <summary>The id of the model package that embeds its media and queries.</summary>
    public string ModelPackage { get; init; } = string.Empty;

    /// <summary>The embedding space of that package, <c>modelId@contentHash</c>.</summary>
    public string Space { get; init; } = string.Empty;

    /// <summary>How long a video is kept after its creation; null for ever.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    internal static Tenant FromWire(V1.Tenant wire) => new()
    {
        Id = wire.Id,
        DisplayName = wire.DisplayName,
        State = (TenantState)wire.State,
        Plan = wire.Plan,
        Quotas = TenantQuotas.FromWire(wire.Quotas),
        ModelPackage = wire.ModelPackage,
        Space = wire.Space,
        Retention = wire.Retention?.ToTimeSpan(),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
    };
}
