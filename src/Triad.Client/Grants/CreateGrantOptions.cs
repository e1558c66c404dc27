using Google.Protobuf.WellKnownTypes;

namespace Triad.Client;

/// <summary>What a grant is to be.</summary>
public sealed record CreateGrantOptions
{
    /// <summary>The grantee's invitation, made for the grantor; needed with a tenant's key.</summary>
    public string? Invitation { get; init; }

    /// <summary>The grantee, in place of the invitation; for operators' keys.</summary>
    public string? GranteeTenantId { get; init; }

    /// <summary>What it lets through: conditions on metadata, video ids and duration. An empty filter lets all videos through.</summary>
    public required SearchFilter Filter { get; init; }

    /// <summary>What hits show besides what they always do.</summary>
    public GrantedFields Fields { get; init; } = new();

    /// <summary>When it ends: at most 366 days from now.</summary>
    public required DateTimeOffset ExpireTime { get; init; }

    /// <summary>For people; at most 256 characters.</summary>
    public string? DisplayName { get; init; }

    internal V1.CreateGrantRequest ToWire(string tenant, string requestId) => new()
    {
        TenantId = tenant,
        Invitation = Invitation ?? string.Empty,
        GranteeTenantId = GranteeTenantId ?? string.Empty,
        Filter = Filter.ToWire(),
        Fields = Fields.ToWire(),
        ExpireTime = Timestamp.FromDateTimeOffset(ExpireTime),
        DisplayName = DisplayName ?? string.Empty,
        RequestId = requestId,
    };
}
