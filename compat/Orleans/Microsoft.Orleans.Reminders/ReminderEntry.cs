namespace Orleans;

/// <summary>A row of the reminder table.</summary>
[GenerateSerializer]
public sealed class ReminderEntry
{
    /// <summary>Whose reminder it is.</summary>
    [Id(0)]
    public GrainId GrainId { get; set; }

    /// <summary>Its name within its grain.</summary>
    [Id(1)]
    public string ReminderName { get; set; } = string.Empty;

    /// <summary>When the first tick is due, in UTC.</summary>
    [Id(2)]
    public DateTime StartAt { get; set; }

    /// <summary>The time between ticks.</summary>
    [Id(3)]
    public TimeSpan Period { get; set; }

    /// <summary>The row's version.</summary>
    [Id(4)]
    public string? ETag { get; set; }
}
