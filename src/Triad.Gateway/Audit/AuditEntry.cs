using Triad.Core.Audit;

namespace Triad.Gateway.Audit;

/// <summary>What is known so far of a call that will be in the log.</summary>
/// <param name="call">"SearchService.Search".</param>
/// <param name="plane">Which part of the platform it is of.</param>
/// <param name="started">When it began, by the time provider's timestamps.</param>
internal sealed class AuditEntry(string call, AuditPlane plane, long started)
{
    public string Call => call;

    public AuditPlane Plane => plane;

    public long Started => started;

    public string Tenant { get; set; } = string.Empty;

    public string Key { get; set; } = string.Empty;

    public string From { get; init; } = string.Empty;

    public string Subject { get; set; } = string.Empty;

    public string Content { get; set; } = string.Empty;

    public long Count { get; set; }

    /// <summary>The other tenants in whose log it stands too, with the grant and how much was answered of theirs.</summary>
    public List<(string Tenant, string Grant, long Count)> Shared { get; } = [];

    /// <summary>True once its event was handed over.</summary>
    public bool IsEnded { get; set; }
}
