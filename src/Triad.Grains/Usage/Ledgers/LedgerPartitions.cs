using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Rows;
using Triad.Core.Usage;

namespace Triad.Grains.Usage.Ledgers;

/// <summary>The hours and months of a ledger that are in memory: those at work, and a few that were asked for lately.</summary>
internal sealed class LedgerPartitions(IRowStore store, TenantId tenant)
{
    private const int MaxHours = 12;
    private const int MaxMonths = 14;

    private readonly Dictionary<UsageHour, LedgerHour> _hours = [];
    private readonly List<UsageHour> _lately = [];
    private readonly Dictionary<string, LedgerMonth> _months = new(StringComparer.Ordinal);
    private readonly List<string> _monthsLately = [];

    /// <summary>An hour; those that <paramref name="isOpen"/> names stay in memory.</summary>
    public async Task<Result<LedgerHour>> HourAsync(UsageHour hour, Func<UsageHour, bool> isOpen, CancellationToken cancellationToken)
    {
        Touch(_lately, hour);
        if (_hours.TryGetValue(hour, out var known))
            return known;
        var opened = await LedgerHour.OpenAsync(store, tenant, hour, cancellationToken);
        if (!opened.IsOk)
            return opened.Error;
        _hours[hour] = opened.Value;
        if (_hours.Count > MaxHours && _lately.Find(old => old != hour && _hours.ContainsKey(old) && !isOpen(old)) is { Number: > 0 } oldest)
            Forget(oldest);
        return opened.Value;
    }

    public async Task<Result<LedgerMonth>> MonthAsync(string month, CancellationToken cancellationToken)
    {
        Touch(_monthsLately, month);
        if (_months.TryGetValue(month, out var known))
            return known;
        var opened = await LedgerMonth.OpenAsync(store, tenant, month, cancellationToken);
        if (!opened.IsOk)
            return opened.Error;
        _months[month] = opened.Value;
        if (_months.Count > MaxMonths)
        {
            _months.Remove(_monthsLately[0]);
            _monthsLately.RemoveAt(0);
        }

        return opened.Value;
    }

    public void Forget(UsageHour hour)
    {
        _hours.Remove(hour);
        _lately.Remove(hour);
    }

    /// <summary>Whatever is asked for next is read anew.</summary>
    public void ForgetAll()
    {
        _hours.Clear();
        _lately.Clear();
        _months.Clear();
        _monthsLately.Clear();
    }

    private static void Touch<T>(List<T> lately, T key)
    {
        lately.Remove(key);
        lately.Add(key);
    }
}
