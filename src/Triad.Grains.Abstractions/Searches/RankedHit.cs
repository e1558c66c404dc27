using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>A hit's place in a frozen ranking, without what can be looked up.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Shard">The number of its shard.</param>
/// <param name="Generation">The video's generation.</param>
/// <param name="Segment">The segment's index, or that of the whole video.</param>
/// <param name="Representation">The matched representation.</param>
/// <param name="Score">Cosine, or a sum.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.ranked-hit")]
public sealed record RankedHit(
    [property: Id(0)] VideoId VideoId,
    [property: Id(1)] int Shard,
    [property: Id(2)] int Generation,
    [property: Id(3)] int Segment,
    [property: Id(4)] RepresentationName Representation,
    [property: Id(5)] float Score);
