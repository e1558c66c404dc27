using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Scores;

namespace Triad.Core.Indexing;

/// <summary>A search in one shard: the same filter, grouping and limit for one or more representations, each of which is answered for itself.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Space">The space of the vectors; SpaceMismatch where the shard has another.</param>
/// <param name="Legs">The representations, each once, at least one.</param>
/// <param name="Filter">Which points count.</param>
/// <param name="Excluded">Generations that are being replaced and do not count.</param>
/// <param name="Grouping">What one hit stands for.</param>
/// <param name="Limit">How many hits a leg, at least 1.</param>
public sealed record VectorQuery(
    ShardId Shard,
    SpaceId Space,
    ImmutableArray<QueryLeg> Legs,
    Filter Filter,
    ImmutableArray<VideoGeneration> Excluded,
    HitGrouping Grouping,
    int Limit)
{
    /// <summary>Whether the vectors of segments or those of whole videos are compared.</summary>
    public VectorLevel Level { get; init; }

    /// <summary>
    /// Where to go on; null for the first page. A group that has a hit at this place or before it, in any leg, was on an earlier page and is left out of
    /// all. For readers of <see cref="VectorConsistency.Snapshot"/> only.
    /// </summary>
    public ScoreCursor? After { get; init; }

    /// <summary>What was written after this sequence number does not count; null for all. For readers of <see cref="VectorConsistency.Snapshot"/> only.</summary>
    public long? AsOf { get; init; }

    /// <summary>True to get the matched vectors with the hits.</summary>
    public bool WithVectors { get; init; }

    /// <summary>
    /// A scale for each leg, in their order, where the legs are to be one list: of every group the point with the greatest <see cref="ScoreSum"/>. Empty
    /// where each leg is a list of its own. No leg is the full one then; a hit says its score in each leg, and its vector is not given.
    /// </summary>
    public ImmutableArray<ScoreScale> Scales { get; init; } = [];

    /// <summary>True where the legs are one list.</summary>
    public bool IsSum => !Scales.IsDefaultOrEmpty;
}
