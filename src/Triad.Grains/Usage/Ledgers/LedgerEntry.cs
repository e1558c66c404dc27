using Triad.Core.Usage;

namespace Triad.Grains.Usage.Ledgers;

/// <summary>An event as it stands in a ledger.</summary>
/// <param name="Number">Its place in the order in which the ledger was written, from 1; exports go by it. Numbers may be missing, and none comes twice.</param>
/// <param name="Event">The event.</param>
internal sealed record LedgerEntry(long Number, UsageEvent Event);
