using System.Collections.Immutable;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>The hits of a search.</summary>
/// <param name="Hits">Best first.</param>
/// <param name="Space">The space that was searched.</param>
/// <param name="ShardsAsked">How many shards were asked.</param>
/// <param name="ShardsAnswered">How many answered in time; fewer means that hits may be missing.</param>
/// <param name="Sequences">What was seen of each shard.</param>
/// <param name="ShardMapVersion">The version of the shard map.</param>
/// <param name="Next">Where the next page goes on; null at the end.</param>
/// <param name="Text">What was not known of the texts.</param>
/// <param name="EmbedTime">Decoding and embedding the query.</param>
/// <param name="SearchTime">Asking the shards.</param>
/// <param name="MergeTime">Merging their hits.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.search-answer")]
public sealed record SearchAnswer(
    [property: Id(0)] ImmutableArray<SearchHit> Hits,
    [property: Id(1)] SpaceId Space,
    [property: Id(2)] int ShardsAsked,
    [property: Id(3)] int ShardsAnswered,
    [property: Id(4)] ImmutableArray<ShardSequence> Sequences,
    [property: Id(5)] long ShardMapVersion,
    [property: Id(6)] SearchPage? Next,
    [property: Id(7)] TextReport Text,
    [property: Id(8)] TimeSpan EmbedTime,
    [property: Id(9)] TimeSpan SearchTime,
    [property: Id(10)] TimeSpan MergeTime)
{
    /// <summary>The grants that were used, and whose they are.</summary>
    [Id(11)]
    public ImmutableArray<UsedGrant> Grants { get; init; } = [];

    /// <summary>What was computed to embed the query and to order hits again, without what it waited for: what a quota counts.</summary>
    [Id(12)]
    public TimeSpan Compute { get; init; }
}
