using Triad.Core.Errors;
using Triad.Core.Indexing;

namespace Triad.Grains.Searches;

/// <summary>What one shard answered.</summary>
/// <param name="Shard">Its number, as <see cref="SearchLibraries"/> gives it.</param>
/// <param name="Hits">Its hits.</param>
internal sealed record ShardAnswer(int Shard, Result<VectorHits> Hits);
