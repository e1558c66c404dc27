using System.Collections.Immutable;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>A page of hits from all shards.</summary>
/// <param name="Hits">Best first.</param>
/// <param name="Sequences">What page one saw of each shard.</param>
/// <param name="Next">Where the next page goes on; null at the end.</param>
/// <param name="ShardsAsked">How many shards were asked.</param>
/// <param name="ShardsAnswered">How many of them answered.</param>
/// <param name="SearchTime">Asking the shards.</param>
internal sealed record FoundPage(
    ImmutableArray<SearchHit> Hits,
    ImmutableArray<ShardSequence> Sequences,
    SearchPage? Next,
    int ShardsAsked,
    int ShardsAnswered,
    TimeSpan SearchTime);
