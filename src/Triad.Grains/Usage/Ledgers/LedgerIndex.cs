using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Rows;
using Triad.Core.Usage;
using Triad.Grains.Abstractions.Usage;

namespace Triad.Grains.Usage.Ledgers;

/// <summary>
/// What a ledger knows of itself: which hours and months it has, how far targets are, how far hours of storage are, and videos that were deleted since.
/// A member that has a Put writes first and remembers then.
/// </summary>
internal sealed class LedgerIndex
{
    private readonly IRowSet _rows;
    private readonly SortedDictionary<UsageHour, HourMark> _hours = [];
    private readonly SortedSet<string> _months = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _positions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GoneVideo> _gone = new(StringComparer.Ordinal);

    private LedgerIndex(IRowSet rows)
    {
        _rows = rows;
        foreach (var row in rows.Opened)
            Read(row);
    }

    public IReadOnlyDictionary<UsageHour, HourMark> Hours => _hours;

    public IReadOnlyCollection<string> Months => _months;

    public IReadOnlyCollection<GoneVideo> Gone => _gone.Values;

    public DateTimeOffset? Through { get; private set; }

    /// <summary>The highest number that was given out when events were last removed.</summary>
    public long Last { get; private set; }

    public static async Task<Result<LedgerIndex>> OpenAsync(IRowStore store, TenantId tenant, CancellationToken cancellationToken)
    {
        var opened = await store.OpenAsync(LedgerRows.IndexOf(tenant), cancellationToken);
        return opened.IsOk ? new LedgerIndex(opened.Value) : opened.Error;
    }

    public long PositionOf(string target) => _positions.GetValueOrDefault(target);

    public Task<Result> PutAsync(UsageHour hour, HourMark mark, CancellationToken cancellationToken) =>
        PutAsync(LedgerRows.OfHour(hour, mark), cancellationToken);

    public Task<Result> PutMonthAsync(string month, CancellationToken cancellationToken) =>
        PutAsync(new Row(LedgerRows.Month + month, "kept"), cancellationToken);

    public Task<Result> PutPositionAsync(string target, long number, CancellationToken cancellationToken) =>
        PutAsync(new Row(LedgerRows.Position + target, LedgerRows.Text(number)), cancellationToken);

    public Task<Result> PutThroughAsync(DateTimeOffset through, CancellationToken cancellationToken) =>
        PutAsync(new Row(LedgerRows.Through, LedgerRows.Text(through.UtcTicks)), cancellationToken);

    public Task<Result> PutLastAsync(long number, CancellationToken cancellationToken) =>
        PutAsync(new Row(LedgerRows.Last, LedgerRows.Text(number)), cancellationToken);

    /// <summary>The first note of a deletion counts.</summary>
    public Task<Result> PutGoneAsync(GoneVideo video, CancellationToken cancellationToken) =>
        _gone.ContainsKey(LedgerRows.KeyOf(video)) ? Task.FromResult(Result.Ok) : PutAsync(LedgerRows.OfGone(video), cancellationToken);

    public async Task<Result> RemoveGoneAsync(GoneVideo video, CancellationToken cancellationToken)
    {
        var key = LedgerRows.KeyOf(video);
        var removed = await _rows.RemoveAsync(key, cancellationToken);
        if (removed.IsOk)
            _gone.Remove(key);
        return removed;
    }

    public async Task<Result> RemoveAsync(UsageHour hour, CancellationToken cancellationToken)
    {
        var removed = await _rows.RemoveAsync(LedgerRows.Hour + hour, cancellationToken);
        if (removed.IsOk)
            _hours.Remove(hour);
        return removed;
    }

    private async Task<Result> PutAsync(Row row, CancellationToken cancellationToken)
    {
        var written = await _rows.PutAsync(row, cancellationToken);
        if (written.IsOk)
            Read(row);
        return written;
    }

    private void Read(Row row)
    {
        var (key, value) = row;
        if (key.StartsWith(LedgerRows.Hour, StringComparison.Ordinal))
            _hours[UsageHour.Parse(key[LedgerRows.Hour.Length..])] = LedgerRows.ReadHour(value);
        else if (key.StartsWith(LedgerRows.Month, StringComparison.Ordinal))
            _months.Add(key[LedgerRows.Month.Length..]);
        else if (key.StartsWith(LedgerRows.Position, StringComparison.Ordinal))
            _positions[key[LedgerRows.Position.Length..]] = LedgerRows.Number(value);
        else if (key.StartsWith(LedgerRows.Gone, StringComparison.Ordinal))
            _gone[key] = LedgerRows.ReadGone(row);
        else if (key == LedgerRows.Through)
            Through = LedgerRows.Instant(LedgerRows.Number(value));
        else if (key == LedgerRows.Last)
            Last = LedgerRows.Number(value);
    }
}
