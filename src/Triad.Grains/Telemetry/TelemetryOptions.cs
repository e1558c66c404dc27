using System.ComponentModel.DataAnnotations;

namespace Triad.Grains.Telemetry;

/// <summary>Settings of what grains measure.</summary>
public sealed class TelemetryOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Triad:Telemetry";

    /// <summary>Seconds between two counts of what tenants have stored, 1 to 86,400.</summary>
    [Range(1, 86_400)]
    public double StorageSeconds { get; set; } = 60;
}
