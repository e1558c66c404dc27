using System.Collections.Immutable;
using System.Globalization;
using Triad.Core.Catalogs;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Usage;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Usage;
using Triad.Grains.Usage.Ledgers;

namespace Triad.Grains.Usage.Stored;

/// <summary>Reads the rows of tenants' catalogs; it wakes no catalog.</summary>
internal sealed class StoredCatalog(ICatalogStore catalogs)
{
    private const int PageSize = 1000;

    /// <summary>The tenants that have something stored, with what their counters say.</summary>
    public Task<Result<IReadOnlyDictionary<TenantId, StoredTotals>>> TotalsAsync(CancellationToken cancellationToken) =>
        catalogs.TotalsAsync(cancellationToken);

    /// <summary>Reads all entries of a tenant.</summary>
    public async Task<Result> ReadAsync(TenantId tenant, Action<CatalogRow> take, CancellationToken cancellationToken)
    {
        for (var bucket = 0; bucket < CatalogKey.Buckets; bucket++)
        {
            var opened = await catalogs.OpenAsync(tenant, bucket, cancellationToken);
            if (!opened.IsOk)
                return opened.Error;
            CatalogRow? after = null;
            do
            {
                var page = await opened.Value.ListAsync(after, PageSize, cancellationToken);
                if (!page.IsOk)
                    return page.Error;
                foreach (var row in page.Value)
                    take(row);
                after = page.Value.Count < PageSize ? null : page.Value[^1];
            }
            while (after is not null);
        }

        return Result.Ok;
    }

    /// <summary>Counts what a tenant has.</summary>
    public async Task<Result<StoredNow>> CountAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var now = new StoredNow(0, 0);
        var read = await ReadAsync(tenant, row => now = new StoredNow(now.Videos + 1, now.Bytes + row.Bytes), cancellationToken);
        return read.IsOk ? now : read.Error;
    }

    /// <summary>
    /// Compares the counters with the entries, and the last hour of storage with them: what is there now was there then, so the ledger may have more, for
    /// what was deleted since, and never less.
    /// </summary>
    public async Task<Result<ImmutableArray<UsageDifference>>> CompareAsync(TenantId tenant, LedgerBook book, CancellationToken cancellationToken)
    {
        var totals = await TotalsAsync(cancellationToken);
        if (!totals.IsOk)
            return totals.Error;
        var last = book.Index.Through is { } through ? UsageHour.Of(through).Previous : (UsageHour?)null;
        var sum = new StoredSum(last ?? default, last is null ? 0 : 1);
        var (videos, bytes) = (0L, 0L);
        var read = await ReadAsync(
            tenant,
            row =>
            {
                (videos, bytes) = (videos + 1, bytes + row.Bytes);
                sum.Add(row.Bytes, row.CreatedAt, DateTimeOffset.MaxValue);
            },
            cancellationToken);
        if (!read.IsOk)
            return read.Error;
        var differences = ImmutableArray.CreateBuilder<UsageDifference>();
        var counted = totals.Value.GetValueOrDefault(tenant);
        if (counted != new StoredTotals(videos, bytes))
            differences.Add(new UsageDifference("counters of the catalog", $"{videos} videos, {bytes} bytes", $"{counted.Videos} videos, {counted.Bytes} bytes"));
        foreach (var (hour, least) in sum.Amounts())
        {
            var kept = await book.FindAsync(hour, cancellationToken);
            if (!kept.IsOk)
                return kept.Error;
            var found = kept.Value?.Find(UsageEventId.OfStored(tenant, hour))?.Event.Amount ?? 0;
            if (found < least)
                differences.Add(new UsageDifference($"{UsageKinds.StoredByteHours.Name} of {hour}", $"{Text(least)} or more", Text(found)));
        }

        return differences.ToImmutable();
    }

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
