namespace Orleans;

/// <summary>Rows of the reminder table.</summary>
[GenerateSerializer]
public sealed class ReminderTableData
{
    /// <summary>No row.</summary>
    public ReminderTableData()
        : this([])
    {
    }

    /// <summary>Some rows.</summary>
    public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = [.. list];

    /// <summary>The rows.</summary>
    [Id(0)]
    public IList<ReminderEntry> Reminders { get; private set; }
}
