using System.Collections.Immutable;

namespace Triad.Grains.Plans;

/// <summary>The platform's plans.</summary>
[GenerateSerializer]
[Alias("triad.state.plans")]
public sealed record PlansState
{
    /// <summary>Counts changes of them.</summary>
    [Id(0)]
    public long Version { get; init; }

    /// <summary>The plans in the order of their ids.</summary>
    [Id(1)]
    public ImmutableArray<PlanState> Plans { get; init; } = [];
}
