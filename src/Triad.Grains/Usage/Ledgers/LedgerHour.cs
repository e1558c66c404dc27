using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Rows;
using Triad.Core.Usage;

namespace Triad.Grains.Usage.Ledgers;

/// <summary>The events of an hour, as rows that were opened.</summary>
internal sealed class LedgerHour
{
    private readonly IRowSet _rows;
    private readonly Dictionary<UsageEventId, LedgerEntry> _entries;

    private LedgerHour(UsageHour hour, IRowSet rows, TenantId tenant)
    {
        (Hour, _rows) = (hour, rows);
        _entries = rows.Opened.Select(row => LedgerRows.ReadEntry(tenant, row)).ToDictionary(entry => entry.Event.Id);
        foreach (var entry in _entries.Values)
            Totals.Add(entry.Event);
    }

    public UsageHour Hour { get; }

    public UsageTotals Totals { get; } = new();

    public IReadOnlyCollection<LedgerEntry> Entries => _entries.Values;

    public long First => _entries.Count == 0 ? 0 : _entries.Values.Min(entry => entry.Number);

    public long Last => _entries.Count == 0 ? 0 : _entries.Values.Max(entry => entry.Number);

    public static async Task<Result<LedgerHour>> OpenAsync(IRowStore store, TenantId tenant, UsageHour hour, CancellationToken cancellationToken)
    {
        var opened = await store.OpenAsync(LedgerRows.OwnerOf(tenant, hour), cancellationToken);
        return opened.IsOk ? new LedgerHour(hour, opened.Value, tenant) : opened.Error;
    }

    public LedgerEntry? Find(UsageEventId id) => _entries.GetValueOrDefault(id);

    /// <summary>Makes an entry durable.</summary>
    public Task<Result> PutAsync(LedgerEntry entry, CancellationToken cancellationToken) =>
        _rows.PutAsync(LedgerRows.OfEntry(entry), cancellationToken);

    /// <summary>Counts an entry that is durable.</summary>
    public void Add(LedgerEntry entry)
    {
        _entries.Add(entry.Event.Id, entry);
        Totals.Add(entry.Event);
    }

    /// <summary>Removes all entries.</summary>
    public async Task<Result> RemoveAllAsync(CancellationToken cancellationToken)
    {
        const int atOnce = 64;
        foreach (var batch in _entries.Keys.ToList().Chunk(atOnce))
        {
            var removed = await Task.WhenAll(batch.Select(id => _rows.RemoveAsync(id.ToString(), cancellationToken)));
            if (removed.FirstOrDefault(result => !result.IsOk) is { IsOk: false } failed)
                return failed;
        }

        return Result.Ok;
    }
}
