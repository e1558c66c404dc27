using System.Collections.Immutable;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>One part of a query; which members count depends on the kind.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Weight">Not 0; negative: away from.</param>
/// <param name="Text">The text of a text part.</param>
/// <param name="Media">The bytes of a media part.</param>
/// <param name="VideoId">The video of a stored part, or null.</param>
/// <param name="Segment">The segment of a stored part; null for the whole video.</param>
/// <param name="Representation">Which stored vector of a stored part; null for the full one.</param>
/// <param name="Vector">The vector of a vector part.</param>
/// <param name="Space">The space of a vector part, or null.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.search-part")]
public sealed record SearchPart(
    [property: Id(0)] SearchPartKind Kind,
    [property: Id(1)] float Weight,
    [property: Id(2)] string Text,
    [property: Id(3)] ImmutableArray<byte> Media,
    [property: Id(4)] VideoId? VideoId,
    [property: Id(5)] int? Segment,
    [property: Id(9)] RepresentationName? Representation,
    [property: Id(7)] ImmutableArray<float> Vector,
    [property: Id(8)] SpaceId? Space);
