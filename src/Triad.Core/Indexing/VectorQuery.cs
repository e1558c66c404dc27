using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Modality;

namespace Triad.Core.Indexing;

/// <summary>A search in one shard.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Space">The space of the vector; SpaceMismatch where the shard has another.</param>
/// <param name="Vector">Unit length.</param>
/// <param name="Representations">The representations to search; empty for the full one of each.</param>
/// <param name="Filter">Which segments count.</param>
/// <param name="Excluded">Generations that are being replaced and do not count.</param>
/// <param name="Grouping">What one hit stands for.</param>
/// <param name="Limit">How many hits, at least 1.</param>
/// <param name="After">Where to go on; null for the first page.</param>
/// <param name="MaxSequence">Points written after this sequence number do not count; null for all. Keeps pages stable.</param>
/// <param name="Level">Whether the vectors of segments or those of whole videos are compared.</param>
public sealed record VectorQuery(
    ShardId Shard,
    SpaceId Space,
    ReadOnlyMemory<float> Vector,
    ImmutableArray<Modalities> Representations,
    Filter Filter,
    ImmutableArray<VideoGeneration> Excluded,
    HitGrouping Grouping,
    int Limit,
    ScoreCursor? After = null,
    long? MaxSequence = null,
    VectorLevel Level = VectorLevel.Segment);
