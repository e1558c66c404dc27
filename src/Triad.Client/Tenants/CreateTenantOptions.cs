namespace Triad.Client;

/// <summary>What may be said about a tenant that is made.</summary>
public sealed record CreateTenantOptions
{
    /// <summary>For people; at most 200 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The name of a plan; null for the default plan.</summary>
    public string? Plan { get; init; }

    /// <summary>What it may use at most.</summary>
    public TenantQuotas? Quotas { get; init; }

    /// <summary>The id of its model package; null for the platform's default.</summary>
    public string? ModelPackage { get; init; }

    /// <summary>How long a video is kept after its creation; null for ever.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>Makes the call safe to repeat across processes, at most 64 characters; null: one for the retries.</summary>
    public string? RequestId { get; init; }
}
