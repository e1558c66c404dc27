using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Usage;

/// <summary>A page of an answer of the ledger.</summary>
/// <param name="Amounts">In their order.</param>
/// <param name="HasMore">True where another page follows.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.usage.usage-page")]
public sealed record UsagePage(
    [property: Id(0)] ImmutableArray<UsageAmount> Amounts,
    [property: Id(1)] bool HasMore);
