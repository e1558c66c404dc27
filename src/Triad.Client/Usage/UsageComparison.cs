namespace Triad.Client;

/// <summary>A tenant's ledger held against itself, counters and the videos that there are.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Events">Events of the ledger that were looked at.</param>
/// <param name="Videos">Videos that were compared.</param>
/// <param name="VideosBeforeLedger">Videos that were left out: they were ingested before ledgers were kept.</param>
/// <param name="Differences">Empty where all agrees.</param>
public sealed record UsageComparison(
    string Tenant, long Events, long Videos, long VideosBeforeLedger, IReadOnlyList<UsageDifference> Differences);
