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

    /// <summary>Seconds that a search waits for all shards of a watermark, 0.1 to 25.</summary>
    [Range(0.1, 25)]
    public double WatermarkTimeoutSeconds { get; set; } = 10;

    /// <summary>
    /// Searches of one gateway that may wait for watermarks at once, 1 to 100,000; more are refused with RESOURCE_EXHAUSTED.
    /// </summary>
    [Range(1, 100_000)]
    public int MaxWaitingWatermarks { get; set; } = 1000;

    /// <summary>
    /// Searches that one gateway works on at once, 0 to 100,000; 0 chooses two a processor. One tenant alone has all but an eighth of them, so that
    /// what others ask finds a place at once. With an index and embedders on other machines searches wait more than they compute: give more.
    /// </summary>
    [Range(0, 100_000)]
    public int ConcurrentSearches { get; set; }

    /// <summary>
    /// Searches of one gateway that may wait for their turn, 1 to 1,000,000; more are refused with RESOURCE_EXHAUSTED, those first of the tenant that
    /// has the most waiting for its weight.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxWaitingSearches { get; set; } = 1000;

    /// <summary>Longest sound or clip of a query in seconds, 1 to 600.</summary>
    [Range(1, 600)]
    public double MaxQueryMediaSeconds { get; set; } = 60;

    /// <summary>
    /// Seconds within which all media of a query must be decoded, waiting included, 0.1 to 25: less than a call between silos may take, so
    /// that the caller is told of the media and not that nobody answers.
    /// </summary>
    [Range(0.1, 25)]
    public double QueryMediaTimeoutSeconds { get; set; } = 20;

    /// <summary>Query media that one silo decodes at once, 1 to 256.</summary>
    [Range(1, 256)]
    public int ConcurrentQueryMedia { get; set; } = 4;

    /// <summary>Query media that may wait to be decoded, 0 to 10,000; more are refused with RESOURCE_EXHAUSTED.</summary>
    [Range(0, 10_000)]
    public int MaxWaitingQueryMedia { get; set; } = 128;

    /// <summary>
    /// Hits of page one's ranking that are frozen for its later pages where the index cannot look back, 1 to 5,000; beyond them it is
    /// searched again.
    /// </summary>
    [Range(1, 5_000)]
    public int FrozenHits { get; set; } = 200;

    /// <summary>Minutes that a frozen ranking is kept after page one, 0.1 to 60: no longer than page tokens live.</summary>
    [Range(0.1, 60)]
    public double FrozenMinutes { get; set; } = 10;

    /// <summary>
    /// Mebibytes of frozen rankings in one silo, 4 to 65,536. Where there is no room, the tenant that has the most there loses its oldest
    /// ranking.
    /// </summary>
    [Range(4, 65_536)]
    public int FrozenMebibytes { get; set; } = 256;
}
