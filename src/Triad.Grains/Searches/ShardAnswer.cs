using Triad.Core.Errors;
using Triad.Core.Indexing;

namespace Triad.Grains.Searches;

/// <summary>What one shard answered.</summary>
internal sealed record ShardAnswer(int Shard, Result<VectorHits> Hits);
