using System.Collections.Immutable;

namespace Triad.Grains.Holds;

/// <summary>The holds of a tenant.</summary>
[GenerateSerializer]
[Alias("triad.state.holds")]
public sealed record HoldsState
{
    /// <summary>In the order in which they were placed.</summary>
    [Id(0)]
    public ImmutableArray<HoldState> Holds { get; init; } = [];
}
