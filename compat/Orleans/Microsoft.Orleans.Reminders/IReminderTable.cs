namespace Orleans;

/// <summary>Keeps reminders.</summary>
public interface IReminderTable
{
    /// <summary>Makes the table ready.</summary>
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>A grain's reminders.</summary>
    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>The reminders whose grains' hashes are in (begin, end], a ring: all where begin equals end.</summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <summary>One reminder; null where there is none.</summary>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Writes a reminder whatever its version.</summary>
    /// <returns>The new version.</returns>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>Removes a reminder of this version.</summary>
    /// <returns>Whether it was there.</returns>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    /// <summary>Empties the table.</summary>
    Task TestOnlyClearTable();

    /// <summary>Closes the table.</summary>
    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
