using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Rows;
using Triad.Core.Usage;
using Triad.Grains.Abstractions.Usage;

namespace Triad.Grains.Usage.Ledgers;

/// <summary>
/// A tenant's ledger over rows. An event is a row of its hour whose key is the event's id, so an event that comes again finds itself. The roll-up of an
/// hour is written from all of its rows, never added to, while the index says that the hour is open: whoever is cut short writes it again. One call at a
/// time; after a failure the book is to be opened anew, since a write may have happened.
/// </summary>
internal sealed class LedgerBook
{
    private readonly LedgerIndex _index;
    private readonly LedgerPartitions _partitions;

    private LedgerBook(LedgerIndex index, LedgerPartitions partitions) => (_index, _partitions) = (index, partitions);

    public LedgerIndex Index => _index;

    /// <summary>The highest number that was given out.</summary>
    public long Last { get; private set; }

    public static async Task<Result<LedgerBook>> OpenAsync(IRowStore store, TenantId tenant, CancellationToken cancellationToken)
    {
        var index = await LedgerIndex.OpenAsync(store, tenant, cancellationToken);
        if (!index.IsOk)
            return index.Error;
        var book = new LedgerBook(index.Value, new LedgerPartitions(store, tenant)) { Last = index.Value.Last };
        foreach (var (hour, mark) in index.Value.Hours.ToList())
        {
            var last = mark.Last;
            if (mark.IsOpen)
            {
                var opened = await book.HourAsync(hour, cancellationToken);
                if (!opened.IsOk)
                    return opened.Error;
                last = opened.Value.Last;
            }

            book.Last = Math.Max(book.Last, last);
        }

        return book;
    }

    /// <summary>Enters events; those that are there change nothing, and are given back where they say something else than before.</summary>
    public async Task<Result<IReadOnlyList<UsageEvent>>> RecordAsync(IReadOnlyList<UsageEvent> events, CancellationToken cancellationToken)
    {
        var contradicting = new List<UsageEvent>();
        foreach (var group in events.DistinctBy(told => told.Id).GroupBy(told => told.Hour))
        {
            var opened = await HourAsync(group.Key, cancellationToken);
            if (!opened.IsOk)
                return opened.Error;
            var hour = opened.Value;
            contradicting.AddRange(group.Where(told => hour.Find(told.Id) is { } known && known.Event != told));
            var added = group.Where(told => hour.Find(told.Id) is null).Select(told => new LedgerEntry(++Last, told)).ToList();
            if (added.Count == 0)
                continue;
            if (!IsOpen(group.Key))
            {
                var isPruned = await IsPrunedAsync(group.Key, cancellationToken);
                if (!isPruned.IsOk)
                    return isPruned.Error;
                if (isPruned.Value)
                    return Pruned(group.Key);

                // First: rows of an hour that the index does not name would never be read.
                var marked = await _index.PutAsync(group.Key, HourMark.Open, cancellationToken);
                if (!marked.IsOk)
                    return marked.Error;
            }

            var written = await Task.WhenAll(added.Select(entry => hour.PutAsync(entry, cancellationToken)));
            if (written.FirstOrDefault(result => !result.IsOk) is { IsOk: false } failed)
                return failed.Error!;
            foreach (var entry in added)
                hour.Add(entry);
        }

        return contradicting;
    }

    /// <summary>Enters hours of storage, then that they are entered, and forgets deletions that lie before.</summary>
    public async Task<Result> RecordStoredAsync(IReadOnlyList<UsageEvent> events, DateTimeOffset through, CancellationToken cancellationToken)
    {
        if (!(_index.Through >= through))
        {
            var recorded = await RecordAsync(events, cancellationToken);
            if (!recorded.IsOk)
                return recorded.Error;
            var noted = await _index.PutThroughAsync(through, cancellationToken);
            if (!noted.IsOk)
                return noted;
        }

        foreach (var gone in _index.Gone.Where(gone => gone.DeletedAt <= through).ToList())
        {
            var removed = await _index.RemoveGoneAsync(gone, cancellationToken);
            if (!removed.IsOk)
                return removed;
        }

        return Result.Ok;
    }

    /// <summary>Rolls up the open hours that ended before an instant.</summary>
    public async Task<Result> SealAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        foreach (var hour in _index.Hours.Where(pair => pair.Value.IsOpen && pair.Key.End <= before).Select(pair => pair.Key).ToList())
        {
            var opened = await HourAsync(hour, cancellationToken);
            if (!opened.IsOk)
                return opened.Error;
            if (!_index.Months.Contains(hour.Month))
            {
                var listed = await _index.PutMonthAsync(hour.Month, cancellationToken);
                if (!listed.IsOk)
                    return listed;
            }

            var month = await _partitions.MonthAsync(hour.Month, cancellationToken);
            if (!month.IsOk)
                return month.Error;
            var written = await month.Value.WriteAsync(hour, opened.Value.Totals, cancellationToken);
            if (!written.IsOk)
                return written;
            var isSealed = await _index.PutAsync(hour, new HourMark(false, opened.Value.First, opened.Value.Last), cancellationToken);
            if (!isSealed.IsOk)
                return isSealed;
        }

        return Result.Ok;
    }

    /// <summary>Removes the events of sealed hours that ended before an instant, where all targets have them; roll-ups stay.</summary>
    public async Task<Result> PruneAsync(DateTimeOffset before, IReadOnlyList<string> targets, CancellationToken cancellationToken)
    {
        var exported = targets.Count == 0 ? long.MaxValue : targets.Min(_index.PositionOf);
        var old = _index.Hours.Where(pair => !pair.Value.IsOpen && pair.Key.End <= before && pair.Value.Last <= exported).Select(pair => pair.Key).ToList();
        foreach (var hour in old)
        {
            // The numbers of what is removed are not given out again: targets are past them.
            if (_index.Last < Last && await _index.PutLastAsync(Last, cancellationToken) is { IsOk: false } unnoted)
                return unnoted;
            var opened = await HourAsync(hour, cancellationToken);
            if (!opened.IsOk)
                return opened.Error;
            var emptied = await opened.Value.RemoveAllAsync(cancellationToken);
            if (!emptied.IsOk)
                return emptied;
            var removed = await _index.RemoveAsync(hour, cancellationToken);
            if (!removed.IsOk)
                return removed;
            _partitions.Forget(hour);
        }

        return Result.Ok;
    }

    /// <summary>The next entries after a number, in their order.</summary>
    public async Task<Result<IReadOnlyList<LedgerEntry>>> AfterAsync(long number, int limit, CancellationToken cancellationToken)
    {
        var ranges = new List<(UsageHour Hour, long First)>();
        foreach (var (hour, mark) in _index.Hours.ToList())
        {
            if (!mark.IsOpen && mark.Last <= number)
                continue;
            var first = mark.First;
            if (mark.IsOpen)
            {
                var opened = await HourAsync(hour, cancellationToken);
                if (!opened.IsOk)
                    return opened.Error;
                if (opened.Value.Last <= number)
                    continue;
                first = opened.Value.First;
            }

            ranges.Add((hour, first));
        }

        // Hours overlap where something came late. What is found is in order up to where the next hour begins.
        ranges.Sort((one, other) => one.First.CompareTo(other.First));
        var found = new List<LedgerEntry>();
        for (var i = 0; i < ranges.Count; i++)
        {
            var opened = await HourAsync(ranges[i].Hour, cancellationToken);
            if (!opened.IsOk)
                return opened.Error;
            found.AddRange(opened.Value.Entries.Where(entry => entry.Number > number));
            var bound = i + 1 < ranges.Count ? ranges[i + 1].First : long.MaxValue;
            if (found.Count(entry => entry.Number < bound) >= limit)
                break;
        }

        return Result<IReadOnlyList<LedgerEntry>>.Ok([.. found.OrderBy(entry => entry.Number).Take(limit)]);
    }

    /// <summary>The sums of each hour of a span that has any.</summary>
    public async Task<Result<IReadOnlyList<(UsageHour Hour, UsageSeries Series, UsageSum Sum)>>> SumsAsync(
        UsageHour from, UsageHour to, CancellationToken cancellationToken)
    {
        var sums = new List<(UsageHour, UsageSeries, UsageSum)>();
        foreach (var name in _index.Months.Where(name => IsBetween(name, from, to)).ToList())
        {
            var month = await _partitions.MonthAsync(name, cancellationToken);
            if (!month.IsOk)
                return month.Error;
            foreach (var (hour, rolledUp) in month.Value.Hours.Where(pair => pair.Key.CompareTo(from) >= 0 && pair.Key.CompareTo(to) < 0 && !IsOpen(pair.Key)))
                sums.AddRange(rolledUp.Select(pair => (hour, pair.Key, pair.Value)));
        }

        foreach (var hour in _index.Hours.Where(pair => pair.Value.IsOpen).Select(pair => pair.Key).Where(hour => hour.CompareTo(from) >= 0 && hour.CompareTo(to) < 0).ToList())
        {
            var opened = await HourAsync(hour, cancellationToken);
            if (!opened.IsOk)
                return opened.Error;
            sums.AddRange(opened.Value.Totals.Sums.Select(pair => (hour, pair.Key, pair.Value)));
        }

        return sums;
    }

    /// <summary>An hour's events; empty where it has none, or no longer.</summary>
    public async Task<Result<LedgerHour?>> FindAsync(UsageHour hour, CancellationToken cancellationToken)
    {
        if (!_index.Hours.ContainsKey(hour))
            return Result<LedgerHour?>.Ok(null);
        var opened = await HourAsync(hour, cancellationToken);
        return opened.IsOk ? opened.Value : opened.Error;
    }

    /// <summary>Reads everything that is kept anew, and compares.</summary>
    public async Task<Result<UsageCheck>> CheckAsync(CancellationToken cancellationToken)
    {
        _partitions.ForgetAll();
        var check = new LedgerCheck();
        foreach (var (hour, mark) in _index.Hours.ToList())
        {
            var opened = await HourAsync(hour, cancellationToken);
            if (!opened.IsOk)
                return opened.Error;
            check.Look(opened.Value);
            if (mark.IsOpen)
                continue;
            var month = await _partitions.MonthAsync(hour.Month, cancellationToken);
            if (!month.IsOk)
                return month.Error;
            check.Compare(opened.Value, month.Value);
        }

        return check.Outcome;
    }

    /// <summary>True for an hour that has a roll-up and no events any more: a roll-up of what comes now would take the place of it.</summary>
    private async Task<Result<bool>> IsPrunedAsync(UsageHour hour, CancellationToken cancellationToken)
    {
        if (_index.Hours.ContainsKey(hour) || !_index.Months.Contains(hour.Month))
            return false;
        var month = await _partitions.MonthAsync(hour.Month, cancellationToken);
        return month.IsOk ? month.Value.Hours.ContainsKey(hour) : month.Error;
    }

    private static Error Pruned(UsageHour hour) => Error.Invalid(
        "time", hour, "is an hour whose single events are kept no longer, so nobody could tell this one from a repeat", "Enter it by hand where the bill is made.");

    private static bool IsBetween(string month, UsageHour from, UsageHour to) =>
        string.CompareOrdinal(month, from.Month) >= 0 && string.CompareOrdinal(month, to.Month) <= 0;

    private bool IsOpen(UsageHour hour) => _index.Hours.TryGetValue(hour, out var mark) && mark.IsOpen;

    private Task<Result<LedgerHour>> HourAsync(UsageHour hour, CancellationToken cancellationToken) =>
        _partitions.HourAsync(hour, IsOpen, cancellationToken);
}
