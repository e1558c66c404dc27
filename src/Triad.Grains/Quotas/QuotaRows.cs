using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Quotas;
using Triad.Core.Rows;
using Triad.Grains.State;

namespace Triad.Grains.Quotas;

/// <summary>What a tenant uses of its quotas, as it is stored: one row a thing. A write is durable before the picture in memory shows it.</summary>
internal sealed class QuotaRows(TenantId tenant, IRowStore store, ITenantNotices notices, TimeProvider time, Action moved)
{
    // The mark of a tenant whose videos of before there were such rows have been taken on.
    private const string Adopted = "adopted";

    private IRowSet _rows = null!;

    public SpaceBook Space { get; } = new();

    private readonly QuotaWarnings _warnings = new("warned/", QuotaShares.WarnedShare, time);
    private readonly QuotaWarnings _usedUp = new("used-up/", 1, time);

    /// <summary>False as long as the videos of before are not taken on.</summary>
    public bool IsAdopted { get; private set; }

    /// <summary>The owner of a tenant's rows.</summary>
    public static string OwnerOf(TenantId tenant) => $"quotas/{tenant}";

    /// <summary>Takes the rows over and reads them.</summary>
    public async Task<Result> OpenAsync(IngestPlaces places, IReadOnlyList<DayBudget> budgets)
    {
        var opened = await store.OpenAsync(OwnerOf(tenant), CancellationToken.None);
        if (!opened.IsOk)
            return opened.Error;
        _rows = opened.Value;
        foreach (var row in _rows.Opened)
        {
            if (SpaceEntry.IsEntry(row))
                Space.Put(SpaceEntry.From(row));
            else if (IngestPlaces.IsPlace(row))
                places.Load(row);
            else if (_warnings.IsOwn(row))
                _warnings.Load(row);
            else if (_usedUp.IsOwn(row))
                _usedUp.Load(row);
            else if (row.Key == Adopted)
                IsAdopted = true;
            else
                budgets.FirstOrDefault(budget => budget.IsOwn(row))?.Load(row);
        }

        return Result.Ok;
    }

    /// <summary>Notes that the videos of before are taken on.</summary>
    public async Task<Result> AdoptAsync(CancellationToken cancellationToken)
    {
        var put = await PutAsync(new Row(Adopted, "1"), cancellationToken);
        IsAdopted |= put.IsOk;
        return put;
    }

    /// <summary>Makes an entry durable, and shows it.</summary>
    public async Task<Result> PutAsync(SpaceEntry entry, CancellationToken cancellationToken)
    {
        if (entry == Space.Find(entry.Video, entry.Mark))
            return Result.Ok;
        var put = await PutAsync(entry.ToRow(), cancellationToken);
        if (put.IsOk)
            Space.Put(entry);
        return put;
    }

    /// <summary>Removes an entry; also one that is not shown, since a write of it may have happened all the same.</summary>
    public async Task<Result> RemoveAsync(VideoId video, string mark, CancellationToken cancellationToken)
    {
        var removed = await RemoveAsync(SpaceEntry.KeyOf(video, mark), cancellationToken);
        if (removed.IsOk)
            Space.Remove(video, mark);
        return removed;
    }

    public async Task<Result> PutAsync(Row row, CancellationToken cancellationToken) => Note(await _rows.PutAsync(row, cancellationToken));

    public async Task<Result> RemoveAsync(string key, CancellationToken cancellationToken) => Note(await _rows.RemoveAsync(key, cancellationToken));

    /// <summary>Warns where a use has risen over the share that is warned of, and where all is used.</summary>
    /// <param name="use">The use.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="wasRefused">True where something was refused for it.</param>
    public async Task WarnAsync(QuotaUse use, CancellationToken cancellationToken, bool wasRefused = false)
    {
        await TellAsync(_warnings, use, isUsedUp: false, wasRefused, cancellationToken);
        await TellAsync(_usedUp, use, isUsedUp: true, wasRefused, cancellationToken);
    }

    // Told before it is stored that it was: after a kill in between it is told again. One that cannot be stored is told perhaps again.
    private async Task TellAsync(QuotaWarnings level, QuotaUse use, bool isUsedUp, bool wasRefused, CancellationToken cancellationToken)
    {
        if (level.IsDue(use, wasRefused))
        {
            level.Note(use.Quota);
            if (await notices.TellAsync(new QuotaNotice(tenant, use, time.GetUtcNow()) { IsUsedUp = isUsedUp }, cancellationToken))
                await PutAsync(level.RowOf(use.Quota, time.GetUtcNow()), cancellationToken);
            else
                level.Forget(use.Quota);
        }
        else if (!wasRefused && level.IsPast(use))
        {
            level.Forget(use.Quota);
            await RemoveAsync(level.KeyOf(use.Quota), cancellationToken);
        }
    }

    private Result Note(Result written)
    {
        if (written.Error?.Reason != ErrorReason.EpochStale)
            return written;
        moved(); // Another activation has taken over: the next call goes there.
        return RowRules.Moved(written.Error);
    }
}
