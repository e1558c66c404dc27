using System.ComponentModel.DataAnnotations;

namespace Triad.Grains.Searches;

/// <summary>Settings of searches.</summary>
public sealed class SearchOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Triad:Search";

    /// <summary>Seconds that a shard has to answer, 0.1 to 25: a later answer is left out, and the response says so.</summary>
    [Range(0.1, 25)]
    public double ShardTimeoutSeconds { get; set; } = 10;

    /// <summary>Seconds that a search waits for a watermark, 0.1 to 25.</summary>
    [Range(0.1, 25)]
    public double WatermarkTimeoutSeconds { get; set; } = 10;

    /// <summary>Longest sound or clip of a query in seconds, 1 to 600.</summary>
    [Range(1, 600)]
    public double MaxQueryMediaSeconds { get; set; } = 60;
}
