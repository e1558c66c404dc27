namespace Triad.Core.Audit;

/// <summary>One call as the audit log tells it: who, what, on which tenant, with which key, and how it ended. Empty texts are left out of the record.</summary>
/// <param name="Time">When it ended.</param>
/// <param name="Plane">Which part of the platform it is of.</param>
/// <param name="Call">"SearchService.Search"; or an event of the log itself (<see cref="AuditCalls"/>).</param>
/// <param name="Code">The status code's name: "OK", "NOT_FOUND".</param>
public sealed record AuditEvent(DateTimeOffset Time, AuditPlane Plane, string Call, string Code)
{
    /// <summary>The tenant that it was about; empty for none.</summary>
    public string Tenant { get; init; } = string.Empty;

    /// <summary>The tenant whose call it was, where that is another one than <see cref="Tenant"/>: what it did by a grant. Empty otherwise.</summary>
    public string By { get; init; } = string.Empty;

    /// <summary>The public part of the key that was presented; of a call that ended with UNAUTHENTICATED nobody has proved to have it.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>The address that the call came from.</summary>
    public string From { get; init; } = string.Empty;

    /// <summary>The id of what it was about, such as a video.</summary>
    public string Subject { get; init; } = string.Empty;

    /// <summary>The reason of a refusal: "VIDEO_NOT_FOUND".</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>How many things were answered: hits, list entries, messages of a stream.</summary>
    public long Count { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>The request as JSON; empty unless the log keeps content.</summary>
    public string Content { get; init; } = string.Empty;
}
