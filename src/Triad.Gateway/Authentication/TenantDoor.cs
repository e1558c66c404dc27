using Triad.Core.Errors;
using Triad.Gateway.Calls;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Authentication;

/// <summary>Lets a caller in where its tenant is there and open.</summary>
internal sealed class TenantDoor(IGrainFactory grains)
{
    /// <summary>The caller; KeyInvalid where its tenant does not exist, TenantSuspended where it is not open.</summary>
    public async Task<Result<Caller>> EnterAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Tenant is not { } id)
            return caller;
        var tenant = await grains.Tenant(id).GetAsync(cancellationToken);
        if (!tenant.IsOk)
            return tenant.Error.Reason == ErrorReason.TenantNotFound ? ApiKeySecret.Refusal : tenant.Error;
        return tenant.Value.Status == TenantStatus.Active ? caller : TenantRefusal.NotActive(tenant.Value);
    }
}
