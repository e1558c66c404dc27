using Google.Protobuf.WellKnownTypes;
using Triad.Core.Errors;
using Triad.Gateway.Filters;
using Triad.Grains.Abstractions.Grants;

namespace Triad.Gateway.Grants;

/// <summary>Maps grants from grains to wire.</summary>
internal static class GrantMapping
{
    /// <summary>A grant as its grantor sees it.</summary>
    public static V1.Grant ToGrantor(Grant grant)
    {
        var wire = ToGrantee(grant);
        wire.Filter = FilterMapping.ToWire(grant.Filter);
        wire.CreatedBy = grant.CreatedBy;
        wire.RevokedBy = grant.RevokedBy;
        return wire;
    }

    /// <summary>A grant as its grantee sees it: what the filter says of the grantor's videos is not told.</summary>
    public static V1.Grant ToGrantee(Grant grant) => new()
    {
        Id = grant.Id,
        TenantId = grant.Grantor.Value,
        GranteeTenantId = grant.Grantee.Value,
        DisplayName = grant.DisplayName,
        Fields = new V1.GrantedFields
        {
            Name = grant.Fields.Name,
            Transcript = grant.Fields.Transcript,
            AllMetadata = grant.Fields.AllMetadata,
            MetadataKeys = { grant.Fields.MetadataKeys },
        },
        Space = grant.Space.Value,
        State = ToWire(grant.Status),
        CreateTime = Timestamp.FromDateTimeOffset(grant.CreatedAt),
        ExpireTime = Timestamp.FromDateTimeOffset(grant.ExpiresAt),
        RevokeTime = grant.RevokedAt is { } revoked ? Timestamp.FromDateTimeOffset(revoked) : null,
    };

    /// <summary>What a grantee still knows of a grant whose grantor was erased.</summary>
    public static V1.Grant ToGone(Core.Identity.TenantId grantee, ReceivedGrant grant) => new()
    {
        Id = grant.GrantId,
        TenantId = grant.Grantor.Value,
        GranteeTenantId = grantee.Value,
        State = V1.GrantState.Gone,
        CreateTime = Timestamp.FromDateTimeOffset(grant.CreatedAt),
        ExpireTime = Timestamp.FromDateTimeOffset(grant.ExpiresAt),
    };

    /// <summary>There is no such grant.</summary>
    public static Error NotFound(string grantId) => Error.Of(
        ErrorReason.GrantNotFound, "grant_id", grantId, "is no grant of the tenant", "List the tenant's grants, given and received.");

    private static V1.GrantState ToWire(GrantStatus status) => status switch
    {
        GrantStatus.Active => V1.GrantState.Active,
        GrantStatus.Expired => V1.GrantState.Expired,
        GrantStatus.Revoked => V1.GrantState.Revoked,
        GrantStatus.Gone => V1.GrantState.Gone,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a row."),
    };
}
