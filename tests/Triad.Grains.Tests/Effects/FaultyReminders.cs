using Orleans;
using Orleans.Runtime;
using Triad.Core.Errors;

namespace Triad.Grains.Tests.Effects;

/// <summary>A reminder table whose writes may go wrong.</summary>
internal sealed class FaultyReminders(IReminderTable table, EffectFaults faults) : IReminderTable
{
    public Task<ReminderTableData> ReadRows(GrainId grainId) => table.ReadRows(grainId);

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => table.ReadRows(begin, end);

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => table.ReadRow(grainId, reminderName);

    public Task<string?> UpsertRow(ReminderEntry entry) => faults.RunAsync(
        TenantOf(entry.GrainId), "reminder: set", () => table.UpsertRow(entry), static error => throw new StorageException(error));

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => faults.RunAsync(
        TenantOf(grainId), "reminder: remove", () => table.RemoveRow(grainId, reminderName, eTag), static error => throw new StorageException(error));

    public Task TestOnlyClearTable() => table.TestOnlyClearTable();

    private static string TenantOf(GrainId grain) => grain.Key.ToString()!.Split('/')[0];
}
