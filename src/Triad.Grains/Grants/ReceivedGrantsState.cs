using System.Collections.Immutable;

namespace Triad.Grains.Grants;

/// <summary>The index of the grants that a tenant has received.</summary>
[GenerateSerializer]
[Alias("triad.state.received-grants")]
public sealed record ReceivedGrantsState
{
    /// <summary>In the order in which they were made.</summary>
    [Id(0)]
    public ImmutableArray<ReceivedGrantState> Grants { get; init; } = [];
}
