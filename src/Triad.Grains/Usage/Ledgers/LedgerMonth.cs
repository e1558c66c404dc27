using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Rows;
using Triad.Core.Usage;

namespace Triad.Grains.Usage.Ledgers;

/// <summary>The roll-ups of the hours of a month, as rows that were opened.</summary>
internal sealed class LedgerMonth
{
    private readonly IRowSet _rows;
    private readonly Dictionary<UsageHour, Dictionary<UsageSeries, UsageSum>> _hours = [];

    private LedgerMonth(IRowSet rows)
    {
        _rows = rows;
        foreach (var (hour, series, sum) in rows.Opened.Select(LedgerRows.ReadRollUp))
            Of(hour)[series] = sum;
    }

    public IReadOnlyDictionary<UsageHour, Dictionary<UsageSeries, UsageSum>> Hours => _hours;

    public static async Task<Result<LedgerMonth>> OpenAsync(IRowStore store, TenantId tenant, string month, CancellationToken cancellationToken)
    {
        var opened = await store.OpenAsync(LedgerRows.OwnerOf(tenant, month), cancellationToken);
        return opened.IsOk ? new LedgerMonth(opened.Value) : opened.Error;
    }

    /// <summary>Writes the roll-up of an hour. Written again it has the sums of then: entries are only ever added.</summary>
    public async Task<Result> WriteAsync(UsageHour hour, UsageTotals totals, CancellationToken cancellationToken)
    {
        var known = Of(hour);
        var changed = totals.Sums.Where(pair => !known.TryGetValue(pair.Key, out var sum) || sum != pair.Value).ToList();
        var written = await Task.WhenAll(changed.Select(pair => _rows.PutAsync(LedgerRows.OfRollUp(hour, pair.Key, pair.Value), cancellationToken)));
        if (written.FirstOrDefault(result => !result.IsOk) is { IsOk: false } failed)
            return failed;
        foreach (var (series, sum) in changed)
            known[series] = sum;
        return Result.Ok;
    }

    private Dictionary<UsageSeries, UsageSum> Of(UsageHour hour)
    {
        if (!_hours.TryGetValue(hour, out var sums))
            _hours[hour] = sums = [];
        return sums;
    }
}
