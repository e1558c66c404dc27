using System.ComponentModel.DataAnnotations;

namespace Triad.Grains.Tenants;

/// <summary>Settings of tenants.</summary>
public sealed class TenantOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Triad:Tenants";

    /// <summary>Shards of a new tenant, 1 to 256.</summary>
    [Range(1, 256)]
    public int ShardsPerTenant { get; set; } = 1;

    /// <summary>Keys that a tenant can have at once, 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxKeys { get; set; } = 100;

    /// <summary>Seconds that a gateway counts queries by itself before it asks again, and so the longest delay of a changed quota; 0.1 to 5.</summary>
    [Range(0.1, 5)]
    public double QuotaLeaseSeconds { get; set; } = 3;
}
