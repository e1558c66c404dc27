using System.ComponentModel.DataAnnotations;

namespace Triad.Grains.Ingest;

/// <summary>Settings of the ingest queue and its hosts.</summary>
public sealed class IngestOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Triad:Ingest";

    /// <summary>Videos that one host works on at once, 1 to 64.</summary>
    [Range(1, 64)]
    public int ConcurrentVideos { get; set; } = 2;

    /// <summary>Videos that one partition of the queue holds, 1 to 1,000,000; more are refused with RESOURCE_EXHAUSTED.</summary>
    [Range(1, 1_000_000)]
    public int MaxQueuedPerPartition { get; set; } = 20_000;

    /// <summary>Seconds without a heartbeat after which a job is given to another host, 3 to 600.</summary>
    [Range(3, 600)]
    public double LeaseSeconds { get; set; } = 30;

    /// <summary>Seconds that a stop leaves the videos in work to reach a checkpoint, from which another host goes on at once, 0 to 600.</summary>
    [Range(0, 600)]
    public double HandBackSeconds { get; set; } = 15;

    /// <summary>Segments that are made durable together, 1 to 256: what a crash costs.</summary>
    [Range(1, 256)]
    public int CheckpointSegments { get; set; } = 16;

    /// <summary>Segments of one video that are embedded at once, 1 to 64.</summary>
    [Range(1, 64)]
    public int SegmentsInFlight { get; set; } = 4;

    /// <summary>Longest video in minutes, 1 to 6,000.</summary>
    [Range(1, 6000)]
    public double MaxMinutes { get; set; } = 240;
}
