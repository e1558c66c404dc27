using System.Collections.Immutable;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Abstractions.Shards;

/// <summary>The vectors of one segment, or of the whole video.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Vectors">One for each stored representation.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.shards.segment-vectors")]
public sealed record SegmentVectors(
    [property: Id(0)] VideoSegment Segment,
    [property: Id(1)] ImmutableArray<RepresentationVector> Vectors);
