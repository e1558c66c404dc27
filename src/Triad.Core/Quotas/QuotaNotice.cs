using Triad.Core.Identity;

namespace Triad.Core.Quotas;

/// <summary>A tenant has used most of a quota, or all of it.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Use">The quota and what is used of it.</param>
/// <param name="At">When.</param>
public sealed record QuotaNotice(TenantId Tenant, QuotaUse Use, DateTimeOffset At)
{
    /// <summary>True where all of it is used, or something was refused for it.</summary>
    public bool IsUsedUp { get; init; }
}
