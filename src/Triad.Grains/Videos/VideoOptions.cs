using System.ComponentModel.DataAnnotations;

namespace Triad.Grains.Videos;

/// <summary>Settings of a video's ingest.</summary>
public sealed class VideoOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Triad:Videos";

    /// <summary>
    /// Attempts at one ingest, 1 to 100, counting those that ended with their process: a file that kills its host fails after so many.
    /// </summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Seconds before the second attempt, 0 to 3,600; doubled for each further one.</summary>
    [Range(0, 3600)]
    public double RetrySeconds { get; set; } = 2;

    /// <summary>
    /// Seconds before the next attempt where a storage, the index or a model did not answer, 0 to 3,600. Such an attempt is not counted: it
    /// is not the video's fault.
    /// </summary>
    [Range(0, 3600)]
    public double OutageRetrySeconds { get; set; } = 5;

    /// <summary>Minutes between looks of the safety net at an unfinished video, 1 to 1,440.</summary>
    [Range(1, 1440)]
    public double ReminderMinutes { get; set; } = 5;

    /// <summary>
    /// Seconds, 0 to 60, for which a reader is told what is in memory before the storage is asked whether another silo knows better: after the death of
    /// a silo two may have a video for a while.
    /// </summary>
    [Range(0, 60)]
    public double FreshSeconds { get; set; } = 5;
}
