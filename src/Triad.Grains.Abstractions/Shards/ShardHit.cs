using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Core.Metadata;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Abstractions.Shards;

/// <summary>A hit of one shard.</summary>
/// <param name="PointId">The matched point.</param>
/// <param name="VideoId">The video.</param>
/// <param name="Generation">The video's generation.</param>
/// <param name="Segment">The segment.</param>
/// <param name="VideoDuration">The length of the whole video.</param>
/// <param name="Representation">The matched vector's name.</param>
/// <param name="Score">Cosine; of a search with scales the sum.</param>
/// <param name="Vector">The matched vector; empty unless it was asked for.</param>
/// <param name="Metadata">The video's metadata.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.shards.shard-hit")]
public sealed record ShardHit(
    [property: Id(0)] PointId PointId,
    [property: Id(1)] VideoId VideoId,
    [property: Id(2)] int Generation,
    [property: Id(3)] VideoSegment Segment,
    [property: Id(4)] TimeSpan VideoDuration,
    [property: Id(9)] RepresentationName Representation,
    [property: Id(6)] float Score,
    [property: Id(7)] ImmutableArray<float> Vector,
    [property: Id(8)] ImmutableDictionary<string, MetadataValue> Metadata)
{
    /// <summary>Of a search with scales the cosine in each leg, not a number where the point lacks it; else empty.</summary>
    [Id(10)]
    public ImmutableArray<float> LegScores { get; init; } = [];
}
