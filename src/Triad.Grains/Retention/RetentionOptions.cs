using System.ComponentModel.DataAnnotations;

namespace Triad.Grains.Retention;

/// <summary>Settings of the erasure of videos that are older than their retention.</summary>
public sealed class RetentionOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Triad:Retention";

    /// <summary>Minutes between looks for what is due, 1 to 1,440: a video goes so much later at most, and what waits in line before it.</summary>
    [Range(1, 1440)]
    public double SweepMinutes { get; set; } = 15;

    /// <summary>Videos a second that each of the eight partitions erases at most, 0.01 to 10,000.</summary>
    [Range(0.01, 10_000)]
    public double VideosPerSecond { get; set; } = 10;

    /// <summary>Seconds until a look that failed is made again, 0.1 to 3,600; twice as many after each further failure, at most SweepMinutes.</summary>
    [Range(0.1, 3600)]
    public double RetrySeconds { get; set; } = 5;
}
