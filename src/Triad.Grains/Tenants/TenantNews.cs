using System.Globalization;
using Triad.Core.Identity;
using Triad.Core.Webhooks;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Tenants;

/// <summary>What there is to tell of a tenant: a function of its durable state alone.</summary>
internal static class TenantNews
{
    /// <summary>The event that is yet to be told; null where there is none.</summary>
    public static WebhookEvent? Of(TenantId tenant, TenantState state)
    {
        if (!state.IsStatusUntold || state.StatusChangedAt is not { } at)
            return null;
        var type = state.Status switch
        {
            TenantStatus.Suspended => WebhookEventTypes.TenantSuspended,
            TenantStatus.Active => WebhookEventTypes.TenantResumed,
            _ => null,
        };
        return type is null ? null : WebhookEvent.Of(tenant, type, at.UtcTicks.ToString(CultureInfo.InvariantCulture), at, WebhookSubject.None);
    }
}
