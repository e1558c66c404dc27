using System.Collections.Immutable;
using Triad.Core.Identity;

namespace Triad.Core.Indexing;

/// <summary>Asks what scores a query has in one shard, whatever it looks for there.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Space">The space of the vectors; SpaceMismatch where the shard has another.</param>
/// <param name="Legs">The representations, each once, at least one.</param>
/// <param name="Level">Whether the vectors of segments or those of whole videos count.</param>
public sealed record MomentsQuery(ShardId Shard, SpaceId Space, ImmutableArray<QueryLeg> Legs, VectorLevel Level)
{
    /// <summary>Generations that do not count.</summary>
    public ImmutableArray<VideoGeneration> Excluded { get; init; } = [];
}
