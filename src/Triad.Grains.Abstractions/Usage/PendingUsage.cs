using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Usage;

/// <summary>What a target of exports does not have yet.</summary>
/// <param name="First">The number of the first event; 0 where there is none.</param>
/// <param name="Last">The number of the last of these events.</param>
/// <param name="Events">In the order in which they were written.</param>
/// <param name="Left">How many numbers lie behind these.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.usage.pending-usage")]
public sealed record PendingUsage(
    [property: Id(0)] long First,
    [property: Id(1)] long Last,
    [property: Id(2)] ImmutableArray<UsageEntry> Events,
    [property: Id(3)] long Left);
