using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Erasure;

/// <summary>Keys of lists of receipts: a tenant for its videos, or one that no tenant has for the tenants of the platform.</summary>
public static class ReceiptIndexKey
{
    private const string Platform = "_platform";

    /// <summary>The key of the list of a tenant's videos; null for the tenants of the platform.</summary>
    public static string Of(TenantId? tenant) => tenant?.Value ?? Platform;
}
