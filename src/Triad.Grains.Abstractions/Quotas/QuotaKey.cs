using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Quotas;

/// <summary>Keys of quota grains: the tenant's id.</summary>
public static class QuotaKey
{
    /// <summary>Makes the key.</summary>
    public static string Of(TenantId tenant) => tenant.Value;

    /// <summary>Parses a key that <see cref="Of"/> made.</summary>
    public static TenantId Parse(string key) => TenantId.From(key);
}
