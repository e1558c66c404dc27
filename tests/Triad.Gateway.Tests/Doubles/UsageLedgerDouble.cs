using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Usage;

namespace Triad.Gateway.Tests.Doubles;

/// <summary>A ledger that has what the world says; it knows no event, so whatever a video tells of is missing.</summary>
internal sealed class UsageLedgerDouble(GrainWorld world, string tenant) : IUsageLedgerGrain
{
    public Task<Result<UsagePage>> QueryAsync(UsageQuery query, CancellationToken cancellationToken)
    {
        world.UsageQueries.Enqueue(query);
        var rows = world.Used.Where(amount => query.Kinds.IsEmpty || query.Kinds.Contains(amount.Place.Kind)).ToList();
        var behind = query.After is null ? rows : [.. rows.SkipWhile(amount => amount.Place != query.After).Skip(1)];
        return Task.FromResult<Result<UsagePage>>(new UsagePage([.. behind.Take(query.Limit)], behind.Count > query.Limit));
    }

    public Task<Result<StoredNow>> StoredNowAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<StoredNow>>(new StoredNow(world.Videos.Keys.Count(key => key.StartsWith($"{tenant}/", StringComparison.Ordinal)), 4096));

    public Task<Result<UsageCheck>> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<Result<UsageCheck>>(world.UsageCheck);

    public Task<Result<ImmutableArray<UsageDifference>>> CompareAsync(ImmutableArray<UsageEntry> expected, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<UsageDifference>>>(
            expected.Select(entry => new UsageDifference($"{entry.Kind} event {entry.Id}", $"{entry.Amount}", "missing")).ToImmutableArray());

    public Task<Result> RecordAsync(ImmutableArray<UsageEntry> events, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> NoteGoneAsync(GoneVideo video, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<StoredMark>> StoredAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> RecordStoredAsync(ImmutableArray<UsageEntry> events, DateTimeOffset through, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Result<PendingUsage>> PendingAsync(string target, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> ExportedAsync(string target, long through, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<DateTimeOffset>> TendAsync(ImmutableArray<string> targets, CancellationToken cancellationToken) => throw new NotSupportedException();
}
