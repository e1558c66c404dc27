using Orleans;
using Orleans.Runtime;
using Triad.Core.Errors;

namespace Triad.Grains.Tests.Faults;

/// <summary>A reminder table whose first removals fail.</summary>
internal sealed class FaultyReminderTable(IReminderTable table, int failures) : IReminderTable
{
    private int _left = failures;

    public Task<ReminderTableData> ReadRows(GrainId grainId) => table.ReadRows(grainId);

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => table.ReadRows(begin, end);

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => table.ReadRow(grainId, reminderName);

    public Task<string?> UpsertRow(ReminderEntry entry) => table.UpsertRow(entry);

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        Interlocked.Decrement(ref _left) >= 0
            ? throw new StorageException(new Error(ErrorReason.Unavailable, "The reminder could not be removed."))
            : table.RemoveRow(grainId, reminderName, eTag);

    public Task TestOnlyClearTable() => table.TestOnlyClearTable();
}
