namespace Triad.Core.Usage;

/// <summary>Where steps begin and end.</summary>
public static class UsageSteps
{
    /// <summary>When the step begins that an instant lies in.</summary>
    public static DateTimeOffset StartOf(this UsageStep step, DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        var start = step switch
        {
            UsageStep.Hour => new DateTime(utc.Year, utc.Month, utc.Day, utc.Hour, 0, 0, DateTimeKind.Utc),
            UsageStep.Day => utc.Date,
            _ => new DateTime(utc.Year, utc.Month, 1, 0, 0, 0, DateTimeKind.Utc),
        };
        return new DateTimeOffset(start, TimeSpan.Zero);
    }

    /// <summary>When the step after it begins.</summary>
    public static DateTimeOffset EndOf(this UsageStep step, DateTimeOffset time)
    {
        var start = step.StartOf(time);
        return step switch
        {
            UsageStep.Hour => start.AddHours(1),
            UsageStep.Day => start.AddDays(1),
            _ => start.AddMonths(1),
        };
    }
}
