using System.Data.Common;
using Azure;
using Orleans;
using Orleans.Runtime;
using StackExchange.Redis;
using Triad.Core.Errors;

namespace Triad.Server.Cluster.Stores;

/// <summary>
/// Orleans' reminder table as grains need it: a failure of its store is a <see cref="StorageException"/>, which crosses between silos and is
/// told to clients as a storage that does not answer. The exceptions of its drivers do neither.
/// </summary>
internal sealed class FaultTellingReminders(IReminderTable table) : IReminderTable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    public Task StartAsync(CancellationToken cancellationToken = default) => table.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken = default) => table.StopAsync(cancellationToken);

    public Task<ReminderTableData> ReadRows(GrainId grainId) => CallAsync(table.ReadRows(grainId));

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => CallAsync(table.ReadRows(begin, end));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => CallAsync(table.ReadRow(grainId, reminderName));

    public Task<string?> UpsertRow(ReminderEntry entry) => CallAsync(table.UpsertRow(entry));

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => CallAsync(table.RemoveRow(grainId, reminderName, eTag));

    public Task TestOnlyClearTable() => table.TestOnlyClearTable();

    /// <summary>Puts itself before the table that was registered last.</summary>
    public static void Decorate(IServiceCollection services)
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(IReminderTable)) is not { } inner)
            return; // Its settings are wrong, and told.
        services.AddSingleton<IReminderTable>(provider => new FaultTellingReminders(
            (IReminderTable)ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)));
    }

    private static async Task<T> CallAsync<T>(Task<T> call)
    {
        try
        {
            return await call;
        }
        catch (Exception failure) when (failure is RedisException or DbException or RequestFailedException or TimeoutException)
        {
            throw new StorageException(
                new Error(ErrorReason.Unavailable, "The reminders' storage does not answer. Retry.", Remedy: "Retry.", RetryAfter: RetryAfter),
                failure);
        }
    }
}
