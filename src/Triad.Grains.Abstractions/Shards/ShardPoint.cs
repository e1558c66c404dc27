using System.Collections.Immutable;
using Triad.Core.Metadata;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Abstractions.Shards;

/// <summary>A stored point of a video's generation.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="VideoDuration">The length of the whole video, as far as known when it was written.</param>
/// <param name="Metadata">The video's metadata.</param>
/// <param name="Vectors">One for each representation that it has.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.shards.shard-point")]
public sealed record ShardPoint(
    [property: Id(0)] VideoSegment Segment,
    [property: Id(1)] TimeSpan VideoDuration,
    [property: Id(2)] ImmutableDictionary<string, MetadataValue> Metadata,
    [property: Id(3)] ImmutableArray<RepresentationVector> Vectors);
