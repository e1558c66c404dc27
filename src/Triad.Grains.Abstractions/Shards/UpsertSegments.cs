using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Core.Metadata;

namespace Triad.Grains.Abstractions.Shards;

/// <summary>Segments to write.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Generation">The staged generation.</param>
/// <param name="VideoDuration">The length of the whole video, as far as known.</param>
/// <param name="Segments">The segments.</param>
/// <param name="Metadata">The video's metadata.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.shards.upsert-segments")]
public sealed record UpsertSegments(
    [property: Id(0)] VideoId VideoId,
    [property: Id(1)] int Generation,
    [property: Id(2)] TimeSpan VideoDuration,
    [property: Id(3)] ImmutableArray<SegmentVectors> Segments,
    [property: Id(4)] ImmutableDictionary<string, MetadataValue> Metadata);
