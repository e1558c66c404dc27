using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Gateway.Calls;
using Triad.Gateway.Filters;
using Triad.Gateway.Limits;
using Triad.Gateway.Requests;
using Triad.Gateway.Values;
using Triad.Grains.Abstractions.Grants;

namespace Triad.Gateway.Grants;

/// <summary>Reads a grant from the wire; refuses everything that is wrong with it at once.</summary>
internal sealed class GrantRequestReader(GrantInvitations invitations, TimeProvider time)
{
    private const int MaxDisplayName = 256;
    private const int MaxRequestId = 64;
    private const int MaxMetadataKeys = 64;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>The grant to be.</summary>
    /// <exception cref="Grpc.Core.RpcException">The request is wrong.</exception>
    public CreateGrant Read(TenantId grantor, V1.CreateGrantRequest wire, Caller caller, LimitsOptions limits)
    {
        var violations = new Violations();
        var grantee = ReadGrantee(grantor, wire, caller, violations);
        if (wire.Filter is null)
            violations.Add(Error.Missing("filter", "Say what the grant lets through; an empty filter is all videos."));
        var filter = AccessFilter.Read(wire.Filter, "filter", writes: false, limits, violations) ?? Filter.Everything;
        var fields = ReadFields(wire.Fields, violations);
        var ends = ReadEnd(wire, violations);
        violations.CheckLength("display_name", wire.DisplayName, MaxDisplayName);
        violations.CheckLength("request_id", wire.RequestId, MaxRequestId);
        violations.ThrowIfAny();
        return new CreateGrant(wire.RequestId, grantee, wire.DisplayName, filter, fields, ends, caller.Who);
    }

    private TenantId ReadGrantee(TenantId grantor, V1.CreateGrantRequest wire, Caller caller, Violations violations)
    {
        if (wire.Invitation.Length > 0 && wire.GranteeTenantId.Length > 0)
            violations.Add(Error.Invalid("grantee_tenant_id", wire.GranteeTenantId, "is named beside an invitation", "Give one of the two."));
        if (wire.Invitation.Length > 0)
            return violations.Take(invitations.Open(grantor, wire.Invitation));

        // A tenant's key learns nothing here of which tenants there are: what it names is not looked up.
        if (!caller.IsTenants)
            return violations.Take(TenantId.Parse(wire.GranteeTenantId, "grantee_tenant_id"));
        violations.Add(wire.GranteeTenantId == grantor.Value
            ? Error.Invalid("grantee_tenant_id", grantor, "is the grantor itself", "Name another tenant, by its invitation.")
            : Error.Missing("invitation", "Give the other tenant's invitation; only operators' keys name a grantee by its id."));
        return default;
    }

    private static GrantedFields ReadFields(V1.GrantedFields? wire, Violations violations)
    {
        if (wire is null)
            return GrantedFields.None;
        if (wire is { AllMetadata: true, MetadataKeys.Count: > 0 })
            violations.Add(Error.Invalid("fields.metadata_keys", wire.MetadataKeys[0], "is named beside all_metadata", "Give one of the two."));
        if (wire.MetadataKeys.Count > MaxMetadataKeys)
            violations.Add(Error.OverLimit("fields.metadata_keys", wire.MetadataKeys.Count, "keys of a grant", MaxMetadataKeys, "Name fewer, or all_metadata."));
        for (var i = 0; i < wire.MetadataKeys.Count && i < MaxMetadataKeys; i++)
            MetadataMapping.CheckKey(wire.MetadataKeys[i], $"fields.metadata_keys[{i}]", violations);
        return new GrantedFields(wire.Name, wire.Transcript, wire.AllMetadata, [.. wire.MetadataKeys.Distinct(StringComparer.Ordinal)]);
    }

    private DateTimeOffset ReadEnd(V1.CreateGrantRequest wire, Violations violations)
    {
        const string Remedy = "Give a time in the future, at most 366 days from now.";
        if (wire.ExpireTime is null)
        {
            violations.Add(Error.Missing("expire_time", Remedy));
            return default;
        }

        DateTimeOffset end;
        try
        {
            end = wire.ExpireTime.ToDateTimeOffset();
        }
        catch (InvalidOperationException)
        {
            violations.Add(Error.Invalid("expire_time", wire.ExpireTime.Seconds, "is not a time", Remedy));
            return default;
        }

        var now = time.GetUtcNow();
        if (end <= now || end > now + Longest)
            violations.Add(Error.Invalid("expire_time", FormattableString.Invariant($"{end.UtcDateTime:u}"), end <= now ? "is over already" : "is too far off", Remedy));
        return end;
    }
}
