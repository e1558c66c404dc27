using System.Collections.Immutable;
using Triad.Core.Usage;

namespace Triad.Grains.Abstractions.Usage;

/// <summary>What is asked of a tenant's ledger.</summary>
/// <param name="From">The start of an hour.</param>
/// <param name="To">The start of an hour: the first that is left out.</param>
/// <param name="Step">How long the spans of the answer are.</param>
/// <param name="Kinds">Names of kinds; empty for all.</param>
/// <param name="By">The labels that amounts are told apart by; over the others they are summed.</param>
/// <param name="After">Where the page before ended; null for the first one.</param>
/// <param name="Limit">The most rows of a page.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.usage.usage-query")]
public sealed record UsageQuery(
    [property: Id(0)] DateTimeOffset From,
    [property: Id(1)] DateTimeOffset To,
    [property: Id(2)] UsageStep Step,
    [property: Id(3)] ImmutableArray<string> Kinds,
    [property: Id(4)] UsageDimensions By,
    [property: Id(5)] UsagePlace? After,
    [property: Id(6)] int Limit)
{
    /// <summary>Only of these modalities; empty for all.</summary>
    [Id(7)]
    public ImmutableArray<string> Modalities { get; init; } = [];

    /// <summary>Only of these packages; empty for all.</summary>
    [Id(8)]
    public ImmutableArray<string> Packages { get; init; } = [];
}
