using Orleans;
using Orleans.Runtime;
using Triad.Core.Errors;

namespace Triad.Grains.Tests.Faults;

/// <summary>A reminder table on a full disk: it holds nothing and takes nothing.</summary>
internal sealed class FullReminderTable : IReminderTable
{
    public Task<ReminderTableData> ReadRows(GrainId grainId) => Task.FromResult(new ReminderTableData());

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Task.FromResult(new ReminderTableData());

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => Task.FromResult<ReminderEntry?>(null);

    public Task<string?> UpsertRow(ReminderEntry entry) =>
        throw new StorageException(new Error(ErrorReason.StorageFull, "There is no room left."));

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => Task.FromResult(false);

    public Task TestOnlyClearTable() => Task.CompletedTask;
}
