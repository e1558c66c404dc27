using Triad.Core.Errors;
using Triad.Grains.Abstractions.Shards;

namespace Triad.Grains.Searches;

/// <summary>What one shard answered.</summary>
internal sealed record ShardAnswer(int Shard, Result<ShardHits> Hits);
