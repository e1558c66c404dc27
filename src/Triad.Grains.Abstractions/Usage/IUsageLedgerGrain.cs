using System.Collections.Immutable;
using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Usage;

/// <summary>
/// What a tenant used. Key: <see cref="Tenants.TenantKey"/>. It knows nothing of whether the tenant exists: amounts stay after a deletion, to be billed.
/// Every call can be repeated with the same end.
/// </summary>
[Alias("triad.IUsageLedgerGrain")]
public interface IUsageLedgerGrain : IGrainWithStringKey
{
    /// <summary>Enters events; all are durable on success. What is entered already changes nothing.</summary>
    [Alias("Record")]
    Task<Result> RecordAsync(ImmutableArray<UsageEntry> events, CancellationToken cancellationToken);

    /// <summary>Notes a video that is being deleted, before its entry in the catalog goes.</summary>
    [Alias("NoteGone")]
    Task<Result> NoteGoneAsync(GoneVideo video, CancellationToken cancellationToken);

    /// <summary>How far the hours of storage are, and what was deleted since.</summary>
    [Alias("Stored")]
    Task<Result<StoredMark>> StoredAsync(CancellationToken cancellationToken);

    /// <summary>Enters hours of storage, and that they are entered.</summary>
    [Alias("RecordStored")]
    Task<Result> RecordStoredAsync(ImmutableArray<UsageEntry> events, DateTimeOffset through, CancellationToken cancellationToken);

    /// <summary>A page of what was used.</summary>
    [Alias("Query")]
    Task<Result<UsagePage>> QueryAsync(UsageQuery query, CancellationToken cancellationToken);

    /// <summary>The next events that a target of exports does not have.</summary>
    [Alias("Pending")]
    Task<Result<PendingUsage>> PendingAsync(string target, int limit, CancellationToken cancellationToken);

    /// <summary>Notes that a target has all events up to a number.</summary>
    [Alias("Exported")]
    Task<Result> ExportedAsync(string target, long through, CancellationToken cancellationToken);

    /// <summary>
    /// Ends hours that are over, and removes events that are old enough and that all targets have. Answers when there is something to be done
    /// next: now where a target lacks events; DateTimeOffset.MaxValue where nothing is until somebody enters something.
    /// </summary>
    [Alias("Tend")]
    Task<Result<DateTimeOffset>> TendAsync(ImmutableArray<string> targets, CancellationToken cancellationToken);

    /// <summary>Which of some events are not entered, or with another amount; those of hours whose events are no longer kept are left out.</summary>
    [Alias("Compare")]
    Task<Result<ImmutableArray<UsageDifference>>> CompareAsync(ImmutableArray<UsageEntry> expected, CancellationToken cancellationToken);

    /// <summary>What the tenant has stored now.</summary>
    [Alias("StoredNow")]
    Task<Result<StoredNow>> StoredNowAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Reads all events that are kept, and compares their sums with the roll-ups; then the counters of the catalog with its entries, and the last hour of
    /// storage with them.
    /// </summary>
    [Alias("Check")]
    Task<Result<UsageCheck>> CheckAsync(CancellationToken cancellationToken);
}
