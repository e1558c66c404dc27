namespace Triad.Client;

/// <summary>That one tenant lets another search a part of its library, for a time.</summary>
public sealed record Grant
{
    /// <summary>Which grant it is: what a search names.</summary>
    public required string Id { get; init; }

    /// <summary>The grantor: whose library is searched.</summary>
    public string TenantId { get; init; } = string.Empty;

    /// <summary>Who may search.</summary>
    public string GranteeTenantId { get; init; } = string.Empty;

    /// <summary>For people.</summary>
    public string DisplayName { get; init; } = string.Empty;

    /// <summary>What it lets through, as its grantor sees it; null for the grantee.</summary>
    public SearchFilter? Filter { get; init; }

    /// <summary>What hits show.</summary>
    public GrantedFields Fields { get; init; } = new();

    /// <summary>The space of both tenants when it was made.</summary>
    public string Space { get; init; } = string.Empty;

    /// <summary>Where it stands.</summary>
    public GrantState State { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When it ends by itself.</summary>
    public DateTimeOffset? ExpireTime { get; init; }

    /// <summary>When it was ended before its time; null otherwise.</summary>
    public DateTimeOffset? RevokeTime { get; init; }

    /// <summary>The id of the key that made it; empty for the grantee.</summary>
    public string CreatedBy { get; init; } = string.Empty;

    /// <summary>The id of the key that revoked it; empty for the grantee, and before.</summary>
    public string RevokedBy { get; init; } = string.Empty;

    internal static Grant FromWire(V1.Grant wire) => new()
    {
        Id = wire.Id,
        TenantId = wire.TenantId,
        GranteeTenantId = wire.GranteeTenantId,
        DisplayName = wire.DisplayName,
        Filter = wire.Filter is { } filter ? SearchFilter.FromWire(filter) : null,
        Fields = GrantedFields.FromWire(wire.Fields),
        Space = wire.Space,
        State = Enum.IsDefined((GrantState)wire.State) ? (GrantState)wire.State : GrantState.Unknown,
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
        ExpireTime = wire.ExpireTime?.ToDateTimeOffset(),
        RevokeTime = wire.RevokeTime?.ToDateTimeOffset(),
        CreatedBy = wire.CreatedBy,
        RevokedBy = wire.RevokedBy,
    };
}
