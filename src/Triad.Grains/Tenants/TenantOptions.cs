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
}
