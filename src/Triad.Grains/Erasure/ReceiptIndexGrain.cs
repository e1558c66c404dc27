using System.Collections.Immutable;
using System.Globalization;
using Triad.Core.Errors;
using Triad.Core.Rows;
using Triad.Grains.Abstractions.Erasure;
using Triad.Grains.State;

namespace Triad.Grains.Erasure;

/// <inheritdoc cref="IReceiptIndexGrain"/>
internal sealed class ReceiptIndexGrain(IRowStore store) : Grain, IReceiptIndexGrain
{
    /// <summary>The kind of its rows' owner: <c>receipts/KEY</c>.</summary>
    public const string Kind = "receipts";

    private readonly SortedDictionary<string, ReceiptEntry> _entries = new(StringComparer.Ordinal);
    private IRowSet _rows = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var opened = await store.OpenAsync($"{Kind}/{this.GetPrimaryKeyString()}", cancellationToken);
        _rows = opened.IsOk ? opened.Value : throw new StorageException(opened.Error);
        foreach (var row in _rows.Opened)
            _entries[row.Key] = Read(row);
    }

    public async Task<Result> NoteAsync(ReceiptEntry entry, CancellationToken cancellationToken)
    {
        if (_entries.GetValueOrDefault(entry.Id) == entry)
            return Result.Ok;
        var put = await _rows.PutAsync(Write(entry), cancellationToken);
        if (put.IsOk)
            _entries[entry.Id] = entry;
        return Note(put);
    }

    public async Task<Result> ForgetAsync(string id, CancellationToken cancellationToken)
    {
        if (!_entries.ContainsKey(id))
            return Result.Ok;
        var removed = await _rows.RemoveAsync(id, cancellationToken);
        if (removed.IsOk)
            _entries.Remove(id);
        return Note(removed);
    }

    public Task<Result<ReceiptEntry?>> FindAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(Result<ReceiptEntry?>.Ok(_entries.GetValueOrDefault(id)));

    public Task<Result<ImmutableArray<ReceiptEntry>>> ListAsync(
        string after, int limit, bool unfinishedOnly, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<ReceiptEntry>>>(
            _entries.Values
                .SkipWhile(entry => string.CompareOrdinal(entry.Id, after) <= 0)
                .Where(entry => entry.FinishedAt is null == unfinishedOnly)
                .Take(limit)
                .ToImmutableArray());

    private Result Note(Result written)
    {
        if (written.Error?.Reason != ErrorReason.EpochStale)
            return written;
        DeactivateOnIdle(); // Another activation has taken over: the next call goes there.
        return RowRules.Moved(written.Error);
    }

    private static Row Write(ReceiptEntry entry) =>
        new(entry.Id, FormattableString.Invariant($"{entry.StartedAt.UtcTicks} {entry.FinishedAt?.UtcTicks ?? 0}"));

    private static ReceiptEntry Read(Row row) => row.Value.Split(' ') is [var started, var finished]
        ? new ReceiptEntry(row.Key, At(started), finished == "0" ? null : At(finished))
        : throw new FormatException($"'{row.Key}' with '{row.Value}' is no erasure of a list.");

    private static DateTimeOffset At(string ticks) => new(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
