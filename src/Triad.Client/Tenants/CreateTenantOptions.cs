namespace Triad.Client;

/// <summary>What may be said about a tenant that is made.</summary>
public sealed record CreateTenantOptions
{
    /// <summary>For people; at most 200 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The id of a plan; null for none.</summary>
    public string? Plan { get; init; }

    /// <summary>What it may use at most.</summary>
    public TenantQuotas? Quotas { get; init; }

    /// <summary>Its part of embedding and searching beside other tenants, 0.01 to 100; null for that of its plan, else 1.</summary>
    public double? Weight { get; init; }

    /// <summary>The id of its model package; null for the platform's default.</summary>
    public string? ModelPackage { get; init; }

    /// <summary>Ids of the model packages that it may choose, in place of its plan's; empty for its plan's.</summary>
    public IReadOnlyCollection<string> AllowedPackages { get; init; } = [];

    /// <summary>How long a video is kept after its creation; null for ever.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>Makes the call safe to repeat across processes, at most 64 characters; null: one for the retries.</summary>
    public string? RequestId { get; init; }
}
