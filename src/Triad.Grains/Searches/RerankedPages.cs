using Triad.Core.Errors;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>Pages of an index that looks back, except of queries whose first hits are ordered again: their order is frozen, since nobody can look it up.</summary>
internal sealed class RerankedPages(SnapshotPages usual, FrozenPages frozen) : ISearchPages
{
    public Task<Result<FoundPage>> FindAsync(SearchRequest request, QueryVector query, ShardFanOut shards, CancellationToken cancellationToken) =>
        query.Reranking is null
            ? usual.FindAsync(request, query, shards, cancellationToken)
            : frozen.FindAsync(request, query, shards, cancellationToken);
}
