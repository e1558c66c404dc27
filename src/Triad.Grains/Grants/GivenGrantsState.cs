using System.Collections.Immutable;

namespace Triad.Grains.Grants;

/// <summary>The grants that a tenant has given.</summary>
[GenerateSerializer]
[Alias("triad.state.given-grants")]
public sealed record GivenGrantsState
{
    /// <summary>In the order in which they were made.</summary>
    [Id(0)]
    public ImmutableArray<GrantState> Grants { get; init; } = [];
}
