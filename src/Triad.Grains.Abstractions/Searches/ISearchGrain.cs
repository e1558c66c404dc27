using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>Answers searches. Stateless: the key is always 0.</summary>
[Alias("triad.ISearchGrain")]
public interface ISearchGrain : IGrainWithIntegerKey
{
    /// <summary>Embeds the query, asks the tenant's shards and merges their hits.</summary>
    [Alias("Search")]
    Task<Result<SearchAnswer>> SearchAsync(SearchRequest request, CancellationToken cancellationToken);
}
