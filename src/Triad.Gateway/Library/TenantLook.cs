using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Authentication;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Library;

/// <summary>What a <see cref="CallerWatch"/> over an upload looks at, whoever sends it: a tenant that was suspended or is being erased takes none.</summary>
internal static class TenantLook
{
    /// <summary>Why the tenant takes no upload any more; null where it does. A cluster that does not answer ends none: the creation of the video looks again.</summary>
    public static async Task<Error?> AtAsync(IGrainFactory grains, TenantId tenant)
    {
        try
        {
            var found = await grains.Tenant(tenant).GetAsync(CancellationToken.None);
            return !found.IsOk
                ? found.Error.Reason == ErrorReason.TenantNotFound ? found.Error : null
                : found.Value.Status == TenantStatus.Active ? null : TenantRefusal.NotActive(found.Value);
        }
        catch (Exception failure) when (failure is TimeoutException or Orleans.Runtime.OrleansException)
        {
            return null;
        }
    }
}
