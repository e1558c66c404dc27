using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Plans;

/// <summary>All plans.</summary>
/// <param name="Version">Counts changes of them.</param>
/// <param name="Plans">In the order of their ids; none where the asker has this version.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.plans.plan-book")]
public sealed record PlanBook(
    [property: Id(0)] long Version,
    [property: Id(1)] ImmutableArray<PlanSnapshot> Plans);
