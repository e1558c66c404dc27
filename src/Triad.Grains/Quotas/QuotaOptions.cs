using System.ComponentModel.DataAnnotations;

namespace Triad.Grains.Quotas;

/// <summary>Settings of quotas.</summary>
public sealed class QuotaOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Triad:Quotas";

    /// <summary>Minutes that the room of an upload is kept without news of it, 1 to 1,440.</summary>
    [Range(1, 1440)]
    public double ReservationMinutes { get; set; } = 10;

    /// <summary>The share of a day's embedding that ingest leaves to queries, 0 to 0.9.</summary>
    [Range(0, 0.9)]
    public double QueryShare { get; set; } = 0.1;

    /// <summary>Seconds after which ingest that waits for the next day looks whether the quota has been raised, 1 to 300.</summary>
    [Range(1, 300)]
    public double RaiseSeconds { get; set; } = 15;
}
