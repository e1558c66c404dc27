using Orleans.Runtime;
using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Erasure;

namespace Triad.Grains.Erasure.Stores;

/// <summary>Reminders of a tenant's grains; that of the erasure itself stays until its end.</summary>
internal sealed class ReminderStore(IReminderTable table) : IErasableStore
{
    public string Name => "reminders";

    public string Unit => "reminders";

    public ErasureStage Stage => ErasureStage.Records;

    public ErasureScopes Scopes => ErasureScopes.Tenant;

    public async Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken) =>
        (await FindAsync(subject)).Count;

    public async Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        foreach (var reminder in await FindAsync(subject))
            await table.RemoveRow(reminder.GrainId, reminder.ReminderName, reminder.ETag!, cancellationToken);
        return Result.Ok;
    }

    public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => null;

    // Few grains have one, and only while they are at work: the table is read whole.
    private async Task<List<ReminderEntry>> FindAsync(ErasureSubject subject) =>
    [
        .. (await table.ReadRows(0, 0)).Reminders
            .Where(reminder => reminder.ReminderName != TenantErasureGrain.GoOn && IsOf(reminder.GrainId.Key.ToString()!, subject)),
    ];

    private static bool IsOf(string key, ErasureSubject subject) =>
        key == subject.Tenant.Value || key.StartsWith($"{subject.Tenant}/", StringComparison.Ordinal);
}
