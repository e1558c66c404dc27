using Grpc.Core;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Gateway.Calls;

/// <summary>Who makes a call, as its API key says.</summary>
/// <param name="KeyId">The public part of the key.</param>
/// <param name="Tenant">The tenant of the key; null for an operator's.</param>
/// <param name="Scopes">What the key allows.</param>
internal sealed record Caller(ApiKeyId KeyId, TenantId? Tenant, CallScopes Scopes)
{
    /// <summary>The caller of a call that has passed the gate.</summary>
    public static Caller Of(ServerCallContext context) =>
        context.GetHttpContext().Features.Get<Caller>()
        ?? throw new InvalidOperationException($"{context.Method} was reached without a caller.");

    /// <summary>
    /// The tenant that a call is about: the key's own, or the one that an operator names. A tenant's key that names another tenant is refused
    /// without a look at whether that one exists.
    /// </summary>
    public Result<TenantId> TenantFor(string named)
    {
        if (Tenant is not { } own)
            return TenantId.Parse(named);
        if (named.Length == 0 || named == own.Value)
            return own;
        return Error.Of(
            ErrorReason.ScopeMissing,
            "tenant_id",
            named,
            "is not the tenant of this API key",
            "Leave it empty; only operators' keys name a tenant.");
    }
}
