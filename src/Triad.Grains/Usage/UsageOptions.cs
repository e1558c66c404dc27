using System.ComponentModel.DataAnnotations;

namespace Triad.Grains.Usage;

/// <summary>Settings of metering.</summary>
public sealed class UsageOptions
{
    /// <summary>Where they are in the configuration.</summary>
    public const string Section = "Triad:Usage";

    /// <summary>How often a process tells the ledger what it counted.</summary>
    [Range(0.1, 3600)]
    public double FlushSeconds { get; set; } = 15;

    /// <summary>How often ledgers are tended and exports made.</summary>
    [Range(0.1, 3600)]
    public double TickSeconds { get; set; } = 5;

    /// <summary>How long after its end an hour is rolled up; what comes later is added all the same.</summary>
    [Range(0, 1440)]
    public double GraceMinutes { get; set; } = 5;

    /// <summary>How long single events are kept; roll-ups stay.</summary>
    [Range(2, 3650)]
    public int EventDays { get; set; } = 35;

    /// <summary>The source of CloudEvents: a URI reference that tells this platform from others; empty for one made of the cluster's service id.</summary>
    public string Source { get; set; } = string.Empty;
}
