using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>A representation whose scores a query sums with those of others.</summary>
/// <param name="Representation">Its name.</param>
/// <param name="Weight">How much it counts for this query, greater than 0.</param>
/// <param name="PriorMean">The mean of scores as the package says it, before the tenant's own are known.</param>
/// <param name="PriorDeviation">Their deviation; 0 where the package says nothing.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.summed-leg")]
public sealed record SummedLeg(
    [property: Id(0)] RepresentationName Representation,
    [property: Id(1)] double Weight,
    [property: Id(2)] double PriorMean,
    [property: Id(3)] double PriorDeviation);
