namespace Triad.Grains.Retention;

/// <summary>When a video is too old.</summary>
internal static class RetentionRules
{
    /// <summary>Who asks for what is erased for its age, as receipts say it.</summary>
    public const string RequestedBy = "retention";

    /// <summary>When it is due by a retention; null for never.</summary>
    public static DateTimeOffset? DueAt(DateTimeOffset createdAt, TimeSpan? retention) =>
        retention is { } time && time < DateTimeOffset.MaxValue - createdAt ? createdAt + time : null;

    /// <summary>True where it is older than its tenant's retention or its own: the shorter one binds.</summary>
    public static bool IsDue(DateTimeOffset createdAt, TimeSpan? ofTenant, TimeSpan? own, DateTimeOffset now) =>
        DueAt(createdAt, ofTenant) <= now || DueAt(createdAt, own) <= now;

    /// <summary>How long until a look that failed so many times in a row is made again: twice as long each time, at most the time between looks.</summary>
    public static TimeSpan PauseAfter(int failures, RetentionOptions options)
    {
        var most = TimeSpan.FromMinutes(options.SweepMinutes);
        var pause = TimeSpan.FromSeconds(options.RetrySeconds) * Math.Pow(2, Math.Clamp(failures - 1, 0, 16));
        return pause < most ? pause : most;
    }
}
