using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Usage;

/// <summary>The outcome of holding a ledger against its own rows.</summary>
/// <param name="Events">How many events were looked at.</param>
/// <param name="Hours">In how many hours.</param>
/// <param name="Differences">What does not agree.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.usage.usage-check")]
public sealed record UsageCheck(
    [property: Id(0)] long Events,
    [property: Id(1)] int Hours,
    [property: Id(2)] ImmutableArray<UsageDifference> Differences);
