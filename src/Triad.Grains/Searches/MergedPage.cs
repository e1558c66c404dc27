using System.Collections.Immutable;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>A page of hits from all shards.</summary>
internal sealed record MergedPage(ImmutableArray<SearchHit> Hits, ImmutableArray<ShardSequence> Sequences, SearchPage? Next);
