using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Usage;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Usage;

namespace Triad.Grains.Usage.Stored;

/// <summary>
/// Enters hours of storage: of each hour what the catalog has, and what was deleted since the hour began, which the ledger was told before the catalog
/// forgot it. Whoever reads the catalog first and the deletions then misses nothing; what is in both counts as deleted.
/// </summary>
internal sealed class StoredHours(StoredCatalog catalog, IGrainFactory grains)
{
    // After a long standstill the rest is entered in another pass.
    private const int MaxHours = 48;

    /// <summary>The tenants that have something stored.</summary>
    public async Task<Result<IReadOnlyCollection<TenantId>>> TenantsAsync(CancellationToken cancellationToken)
    {
        var totals = await catalog.TotalsAsync(cancellationToken);
        return totals.IsOk ? Result<IReadOnlyCollection<TenantId>>.Ok([.. totals.Value.Keys]) : totals.Error;
    }

    /// <summary>Enters a tenant's hours from <paramref name="begun"/>, or from those that are entered, through the last one that is over.</summary>
    public async Task<Result> EnterAsync(TenantId tenant, UsageHour begun, UsageHour last, CancellationToken cancellationToken)
    {
        var mark = await grains.UsageLedger(tenant).StoredAsync(cancellationToken);
        if (!mark.IsOk)
            return mark.Error;
        var first = mark.Value.Through is { } through && UsageHour.Of(through).CompareTo(begun) > 0 ? UsageHour.Of(through) : begun;
        while (first.CompareTo(last) <= 0)
        {
            var hours = (int)Math.Min(last.Number - first.Number + 1, MaxHours);
            var entered = await EnterAsync(tenant, first, hours, cancellationToken);
            if (!entered.IsOk)
                return entered;
            first = new UsageHour(first.Number + hours);
        }

        return Result.Ok;
    }

    private async Task<Result> EnterAsync(TenantId tenant, UsageHour first, int hours, CancellationToken cancellationToken)
    {
        var ledger = grains.UsageLedger(tenant);
        var sum = new StoredSum(first, hours);
        var end = new UsageHour(first.Number + hours).Start;
        var seen = new HashSet<Guid>();
        var read = await catalog.ReadAsync(
            tenant,
            row =>
            {
                seen.Add(UsageEventId.OfItem(tenant, row.Video, row.CreatedAt).Value);
                sum.Add(row.Bytes, row.CreatedAt, end);
            },
            cancellationToken);
        if (!read.IsOk)
            return read;
        var mark = await ledger.StoredAsync(cancellationToken);
        if (!mark.IsOk)
            return mark.Error;
        foreach (var video in mark.Value.Gone)
        {
            if (seen.Contains(video.Item))
                sum.Add(-video.Bytes, video.CreatedAt, end);
            sum.Add(video.Bytes, video.CreatedAt, video.DeletedAt);
        }

        var events = sum.Amounts().Select(entry => UsageEntry.Of(new UsageEvent(
            UsageEventId.OfStored(tenant, entry.Hour), tenant, UsageKinds.StoredByteHours, entry.Amount, entry.Hour.Start, UsageLabels.None)));
        return await ledger.RecordStoredAsync([.. events], end, cancellationToken);
    }
}
