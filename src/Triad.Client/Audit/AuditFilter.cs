namespace Triad.Client;

/// <summary>Which events of the audit log are asked for. What is left out asks for all, and for the last day.</summary>
public sealed record AuditFilter
{
    /// <summary>Whose; an operator's key sees every tenant's.</summary>
    public string? Tenant { get; init; }

    /// <summary>Those that ended at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Those that ended before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Those made with this key.</summary>
    public string? KeyId { get; init; }

    /// <summary>Those of this call, such as "SearchService.Search".</summary>
    public string? Call { get; init; }
}
