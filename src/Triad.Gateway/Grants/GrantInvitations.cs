using System.Text;
using Google.Protobuf.WellKnownTypes;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Requests;
using Triad.Gateway.Tokens;

namespace Triad.Gateway.Grants;

/// <summary>
/// Invitations: signed, bound to the tenant that is to grant, and naming the one that wants it. By them a grantor names a tenant that it cannot ask for:
/// whether a tenant exists is told to nobody who was not invited by it.
/// </summary>
internal sealed class GrantInvitations(TokenSigner signer, TimeProvider time)
{
    private const int DefaultHours = 168;
    private const int MaxHours = 720;

    /// <summary>An invitation of a tenant for another.</summary>
    /// <exception cref="Grpc.Core.RpcException">The request is wrong.</exception>
    public V1.GrantInvitation Make(TenantId grantee, V1.CreateGrantInvitationRequest request)
    {
        var violations = new Violations();
        var grantor = violations.Take(TenantId.Parse(request.GrantorTenantId, "grantor_tenant_id"));
        if (request.GrantorTenantId == grantee.Value)
            violations.Add(Error.Invalid("grantor_tenant_id", grantee, "is the tenant itself", "Name the tenant that is to grant you something."));
        if (request.LifetimeHours is < 0 or > MaxHours)
            violations.Add(Error.Invalid("lifetime_hours", request.LifetimeHours, "is out of range", $"Give 1 to {MaxHours}, or 0 for {DefaultHours}."));
        violations.ThrowIfAny();
        var lifetime = TimeSpan.FromHours(request.LifetimeHours == 0 ? DefaultHours : request.LifetimeHours);
        return new V1.GrantInvitation
        {
            Token = signer.Sign(TokenPurpose.GrantInvitation, grantor, Encoding.UTF8.GetBytes(grantee.Value), lifetime),
            ExpireTime = Timestamp.FromDateTimeOffset(time.GetUtcNow() + lifetime),
        };
    }

    /// <summary>Who has invited a grantor; FieldInvalid, in the same words, for whatever is no invitation for it.</summary>
    public Result<TenantId> Open(TenantId grantor, string invitation) =>
        signer.Open(TokenPurpose.GrantInvitation, grantor, invitation) is { } body
            ? TenantId.From(Encoding.UTF8.GetString(body))
            : Error.Invalid("invitation", invitation, "is no invitation for this tenant, or is too old", "Ask the other tenant for a new one that names yours.");
}
