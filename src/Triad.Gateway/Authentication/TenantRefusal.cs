using Triad.Core.Errors;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Authentication;

/// <summary>The words for a tenant that is not open for business.</summary>
internal static class TenantRefusal
{
    /// <summary>The refusal of a tenant that is suspended or being erased, with what the operator said.</summary>
    public static Error NotActive(TenantSnapshot tenant) => Error.Of(
        ErrorReason.TenantSuspended,
        "tenant_id",
        tenant.TenantId,
        tenant switch
        {
            { Status: TenantStatus.Deleting } => "is being erased",
            { SuspendReason.Length: > 0 } => $"is suspended ({tenant.SuspendReason})",
            _ => "is suspended",
        },
        tenant.Status == TenantStatus.Deleting ? "It cannot be brought back." : "Ask the operator to resume the tenant.");
}
