using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Rows;
using Triad.Core.Usage;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Usage;
using Triad.Grains.State;
using Triad.Grains.Usage.Ledgers;
using Triad.Grains.Usage.Stored;

namespace Triad.Grains.Usage;

/// <inheritdoc cref="IUsageLedgerGrain"/>
internal sealed partial class UsageLedgerGrain(
    IRowStore store,
    IGrainFactory grains,
    StoredCatalog catalog,
    IOptions<UsageOptions> options,
    TimeProvider time,
    ILogger<UsageLedgerGrain> log) : Grain, IUsageLedgerGrain
{
    private LedgerBook? _book;
    private TenantId _tenant;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _tenant = TenantKey.Parse(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public Task<Result> RecordAsync(ImmutableArray<UsageEntry> events, CancellationToken cancellationToken) =>
        ChangeAsync(events, (book, told) => RecordAsync(book, told, cancellationToken), cancellationToken);

    public async Task<Result> NoteGoneAsync(GoneVideo video, CancellationToken cancellationToken) =>
        await ChangeAsync([], async (book, _) => await book.Index.PutGoneAsync(video, cancellationToken), cancellationToken);

    public Task<Result<StoredMark>> StoredAsync(CancellationToken cancellationToken) =>
        AskAsync(book => Task.FromResult<Result<StoredMark>>(new StoredMark(book.Index.Through, [.. book.Index.Gone])), cancellationToken);

    public Task<Result> RecordStoredAsync(ImmutableArray<UsageEntry> events, DateTimeOffset through, CancellationToken cancellationToken) =>
        ChangeAsync(events, (book, told) => book.RecordStoredAsync(told, through, cancellationToken), cancellationToken);

    public Task<Result<UsagePage>> QueryAsync(UsageQuery query, CancellationToken cancellationToken) => AskAsync<UsagePage>(
        async book =>
        {
            var sums = await book.SumsAsync(UsageHour.Of(query.From), UsageHour.Of(query.To), cancellationToken);
            return sums.IsOk ? UsageAnswer.PageOf(query, sums.Value) : sums.Error;
        },
        cancellationToken);

    public Task<Result<PendingUsage>> PendingAsync(string target, int limit, CancellationToken cancellationToken) => AskAsync<PendingUsage>(
        async book =>
        {
            var entries = await book.AfterAsync(book.Index.PositionOf(target), limit, cancellationToken);
            if (!entries.IsOk)
                return entries.Error;
            return entries.Value is [var first, ..] all
                ? new PendingUsage(first.Number, all[^1].Number, [.. all.Select(entry => UsageEntry.Of(entry.Event))], book.Last - all[^1].Number)
                : new PendingUsage(0, book.Last, [], 0);
        },
        cancellationToken);

    public async Task<Result> ExportedAsync(string target, long through, CancellationToken cancellationToken)
    {
        var noted = await AskAsync<bool>(
            async book =>
            {
                if (book.Index.PositionOf(target) >= through)
                    return true;
                var put = await book.Index.PutPositionAsync(target, through, cancellationToken);
                return put.IsOk ? true : put.Error;
            },
            cancellationToken);
        return noted.IsOk ? Result.Ok : noted.Error;
    }

    public Task<Result<DateTimeOffset>> TendAsync(ImmutableArray<string> targets, CancellationToken cancellationToken) => AskAsync<DateTimeOffset>(
        async book =>
        {
            var now = time.GetUtcNow();
            var settled = await book.SealAsync(now - Grace, cancellationToken);
            if (settled.IsOk)
                settled = await book.PruneAsync(now - Kept, targets, cancellationToken);
            return settled.IsOk ? NextOf(book, targets, now) : settled.Error;
        },
        cancellationToken);

    public Task<Result<ImmutableArray<UsageDifference>>> CompareAsync(ImmutableArray<UsageEntry> expected, CancellationToken cancellationToken) =>
        AskAsync<ImmutableArray<UsageDifference>>(
            async book =>
            {
                var differences = ImmutableArray.CreateBuilder<UsageDifference>();
                var kept = time.GetUtcNow() - Kept;
                foreach (var told in expected.Select(entry => entry.ToEvent()).OfType<UsageEvent>().Where(told => told.Hour.End > kept))
                {
                    var hour = await book.FindAsync(told.Hour, cancellationToken);
                    if (!hour.IsOk)
                        return hour.Error;
                    var found = hour.Value?.Find(told.Id)?.Event.Amount;
                    if (found != told.Amount)
                        differences.Add(new UsageDifference($"{told.Kind.Name} event {told.Id}", Text(told.Amount), found is { } other ? Text(other) : "missing"));
                }

                return differences.ToImmutable();
            },
            cancellationToken);

    public Task<Result<UsageCheck>> CheckAsync(CancellationToken cancellationToken) =>
        AskAsync<UsageCheck>(
            async book =>
            {
                var check = await book.CheckAsync(cancellationToken);
                if (!check.IsOk)
                    return check.Error;
                var stored = await catalog.CompareAsync(_tenant, book, cancellationToken);
                return stored.IsOk ? check.Value with { Differences = check.Value.Differences.AddRange(stored.Value) } : stored.Error;
            },
            cancellationToken);

    public Task<Result<StoredNow>> StoredNowAsync(CancellationToken cancellationToken) => catalog.CountAsync(_tenant, cancellationToken);

    private TimeSpan Grace => TimeSpan.FromMinutes(options.Value.GraceMinutes);

    private TimeSpan Kept => TimeSpan.FromDays(options.Value.EventDays);

    private async Task<Result> RecordAsync(LedgerBook book, IReadOnlyList<UsageEvent> told, CancellationToken cancellationToken)
    {
        var recorded = await book.RecordAsync(told, cancellationToken);
        if (!recorded.IsOk)
            return recorded.Error;
        foreach (var other in recorded.Value)
            LogContradiction(_tenant.Value, other.Kind.Name, other.Id.Value);
        return Result.Ok;
    }

    /// <summary>Marked first: what is entered and not marked would never be rolled up or exported.</summary>
    private async Task<Result> ChangeAsync(
        ImmutableArray<UsageEntry> events, Func<LedgerBook, IReadOnlyList<UsageEvent>, Task<Result>> change, CancellationToken cancellationToken)
    {
        var told = new List<UsageEvent>();
        var kept = time.GetUtcNow() - Kept;
        foreach (var entry in events)
        {
            if (entry.ToEvent() is not { } read)
                return Error.Invalid("kind", entry.Kind, "is no kind of usage", "Use the newest build for all processes.");
            if (read.Hour.End <= kept)
                return TooOld(read);
            told.Add(read);
        }

        var marked = await grains.UsageClerk().MarkAsync(_tenant, cancellationToken);
        if (!marked.IsOk)
            return marked;
        var changed = await AskAsync<bool>(
            async book =>
            {
                var done = await change(book, told);
                return done.IsOk ? true : done.Error;
            },
            cancellationToken);
        return changed.IsOk ? Result.Ok : changed.Error;
    }

    /// <summary>A call of the book. After a failure nobody knows what was written, and the book is opened anew.</summary>
    private async Task<Result<T>> AskAsync<T>(Func<LedgerBook, Task<Result<T>>> ask, CancellationToken cancellationToken)
    {
        var isDone = false;
        try
        {
            if (_book is null)
            {
                var opened = await LedgerBook.OpenAsync(store, _tenant, cancellationToken);
                if (!opened.IsOk)
                    return opened.Error;
                _book = opened.Value;
            }

            var answer = await ask(_book);
            isDone = answer.IsOk;
            if (answer.Error?.Reason != ErrorReason.EpochStale)
                return answer;
            DeactivateOnIdle(); // Another activation has the rows.
            return RowRules.Moved(answer.Error);
        }
        finally
        {
            if (!isDone)
                _book = null;
        }
    }

    private DateTimeOffset NextOf(LedgerBook book, ImmutableArray<string> targets, DateTimeOffset now)
    {
        if (targets.Any(target => book.Index.PositionOf(target) < book.Last))
            return now;
        var times = book.Index.Hours.Select(pair => pair.Value.IsOpen ? pair.Key.End + Grace : pair.Key.End + Kept);
        return times.Append(DateTimeOffset.MaxValue).Min();
    }

    private Error TooOld(UsageEvent told) => Error.Invalid(
        "time", told.Time, $"lies before the {options.Value.EventDays} days for which single events are kept, so nobody could tell it from a repeat",
        $"Raise {UsageOptions.Section}:{nameof(UsageOptions.EventDays)} until it is entered.");

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Error, Message = "Tenant {Tenant} was told to have used {Kind} under the id {Id} with other values than before; the first ones stay")]
    private partial void LogContradiction(string tenant, string kind, Guid id);
}
