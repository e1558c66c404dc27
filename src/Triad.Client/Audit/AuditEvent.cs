namespace Triad.Client;

/// <summary>A call as the audit log tells it.</summary>
public sealed record AuditEvent
{
    /// <summary>When it ended.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>"SearchService.Search"; "AuditLog.Opened" and its like are what the log says of itself.</summary>
    public required string Call { get; init; }

    /// <summary>The tenant that it was about; empty for none.</summary>
    public string Tenant { get; init; } = string.Empty;

    /// <summary>The tenant whose call it was, where that is another one: what it did by a grant (<see cref="Subject"/>). Empty otherwise.</summary>
    public string ByTenant { get; init; } = string.Empty;

    /// <summary>The public part of the key that was presented. Where the code is UNAUTHENTICATED nobody has proved to have it.</summary>
    public string KeyId { get; init; } = string.Empty;

    /// <summary>The address that the call came from.</summary>
    public string From { get; init; } = string.Empty;

    /// <summary>The id of what it was about, such as a video.</summary>
    public string Subject { get; init; } = string.Empty;

    /// <summary>The name of the gRPC status code, such as "OK" or "NOT_FOUND".</summary>
    public required string Code { get; init; }

    /// <summary>The reason of a refusal, such as "VIDEO_NOT_FOUND".</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>How many things were answered: hits, list entries, messages of a stream.</summary>
    public long Count { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>The request as JSON, without bytes; empty unless the platform is set to keep it.</summary>
    public string Content { get; init; } = string.Empty;

    /// <summary>The chain that has the record.</summary>
    public required string Chain { get; init; }

    /// <summary>Its number in the chain.</summary>
    public long Sequence { get; init; }

    internal static AuditEvent FromWire(V1.AuditEvent wire) => new()
    {
        Time = wire.Time.ToDateTimeOffset(),
        Call = wire.Call,
        Tenant = wire.TenantId,
        ByTenant = wire.ByTenantId,
        KeyId = wire.KeyId,
        From = wire.From,
        Subject = wire.Subject,
        Code = wire.Code,
        Reason = wire.Reason,
        Count = wire.Count,
        Took = wire.Took?.ToTimeSpan() ?? default,
        Content = wire.Content,
        Chain = wire.Chain,
        Sequence = wire.Sequence,
    };
}
