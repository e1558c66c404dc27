using Triad.Core.Erasure;
using Triad.Core.Errors;

namespace Triad.Grains.Erasure.Stores;

/// <summary>States of one name, and rows of one kind of owner, whose keys begin with the tenant: whatever grains have left.</summary>
/// <param name="name">The store's name.</param>
/// <param name="unit">What is counted.</param>
/// <param name="states">The name of the states; null for none.</param>
/// <param name="rows">The kind of the rows' owners; null for none.</param>
/// <param name="records">Where they are.</param>
internal sealed class StateStore(string name, string unit, string? states, string? rows, ITenantRecords records) : IErasableStore
{
    public string Name => name;

    public string Unit => unit;

    public ErasureStage Stage => ErasureStage.Records;

    public ErasureScopes Scopes => ErasureScopes.Tenant;

    public async Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var count = 0L;
        if (states is not null)
        {
            var counted = await records.CountStatesAsync(states, subject.Tenant, cancellationToken);
            if (!counted.IsOk)
                return counted;
            count = counted.Value;
        }

        if (rows is null)
            return count;
        var found = await records.CountRowsAsync(rows, subject.Tenant, cancellationToken);
        return found.IsOk ? count + found.Value : found;
    }

    public async Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        if (states is not null && await records.EraseStatesAsync(states, subject.Tenant, cancellationToken) is { IsOk: false } failed)
            return failed;
        return rows is null ? Result.Ok : await records.EraseRowsAsync(rows, subject.Tenant, cancellationToken);
    }

    public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => null;
}
