using Triad.Core.Errors;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>Finds a page of a search, in the way that the index allows.</summary>
internal interface ISearchPages
{
    /// <summary>The page that the request asks for; PageTokenInvalid where it cannot go on.</summary>
    Task<Result<FoundPage>> FindAsync(SearchRequest request, QueryVector query, ShardFanOut shards, CancellationToken cancellationToken);
}
