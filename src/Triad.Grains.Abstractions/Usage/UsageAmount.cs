namespace Triad.Grains.Abstractions.Usage;

/// <summary>What was used in a span.</summary>
/// <param name="Place">The span and what it is told apart by.</param>
/// <param name="End">When the span ends.</param>
/// <param name="Amount">In the kind's unit.</param>
/// <param name="Events">How many events it is the sum of.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.usage.usage-amount")]
public sealed record UsageAmount(
    [property: Id(0)] UsagePlace Place,
    [property: Id(1)] DateTimeOffset End,
    [property: Id(2)] decimal Amount,
    [property: Id(3)] long Events);
