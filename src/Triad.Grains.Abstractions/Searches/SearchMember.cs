using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>What one representation said of a hit whose score is a sum.</summary>
/// <param name="Representation">Its name.</param>
/// <param name="Score">Cosine of query and stored vector.</param>
/// <param name="Standard">How many standard deviations that is above the mean of the tenant's own vectors.</param>
/// <param name="Weight">How much the representation counts for this query.</param>
/// <param name="Share">What it adds to the hit's score; all shares sum to it.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.search-member")]
public sealed record SearchMember(
    [property: Id(0)] RepresentationName Representation,
    [property: Id(1)] float Score,
    [property: Id(2)] float Standard,
    [property: Id(3)] float Weight,
    [property: Id(4)] float Share);
