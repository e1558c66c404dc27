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

    /// <summary>Plans that there can be, 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxPlans { get; set; } = 200;

    /// <summary>Seconds that a gateway counts queries by itself before it asks again, and so the longest delay of a changed quota; 0.1 to 5.</summary>
    [Range(0.1, 5)]
    public double QuotaLeaseSeconds { get; set; } = 3;

    /// <summary>
    /// Minutes after its last search for which a tenant is told to be hot, 0.1 to 10,080; as long as Triad:Vectors:IdleAfter keeps its shards
    /// in memory.
    /// </summary>
    [Range(0.1, 10_080)]
    public double IdleMinutes { get; set; } = 10;

    /// <summary>
    /// Minutes without a search or a write after which a tenant's shards are offloaded to the media store, 0 for never, else at least
    /// <see cref="IdleMinutes"/>; with an index that keeps its files itself.
    /// </summary>
    [Range(0, 5_256_000)]
    public double OffloadAfterMinutes { get; set; }

    /// <summary>Minutes between two looks for shards to offload, 0.01 to 1,440.</summary>
    [Range(0.01, 1440)]
    public double OffloadSweepMinutes { get; set; } = 10;

    /// <summary>Seconds that a call waits for an offloaded shard before it is told when to come again, 0 to 25.</summary>
    [Range(0, 25)]
    public double RestoreWaitSeconds { get; set; } = 5;

    /// <summary>MiB a second by which the time is told that an offloaded shard takes to come back, 0.1 to 100,000.</summary>
    [Range(0.1, 100_000)]
    public double RestoreMebibytesPerSecond { get; set; } = 50;

    /// <summary>Seconds that a change of models waits for videos that are in work before it refuses to cut over, 0 to 20.</summary>
    [Range(0, 20)]
    public double CutOverWaitSeconds { get; set; } = 10;
}
