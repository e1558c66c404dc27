using Grpc.Core;
using Triad.Client.Calls;

namespace Triad.Client;

/// <summary>Finding videos and moments.</summary>
public sealed class SearchClient
{
    private readonly V1.SearchService.SearchServiceClient _wire;
    private readonly CallRunner _calls;
    private readonly string _tenant;

    internal SearchClient(CallInvoker invoker, CallRunner calls, TriadClientOptions options)
    {
        _wire = new V1.SearchService.SearchServiceClient(invoker);
        _calls = calls;
        _tenant = options.Tenant ?? string.Empty;
    }

    /// <summary>Asks for one page of hits, best first.</summary>
    /// <param name="query">What is searched for; a string is a query of one text.</param>
    /// <param name="options">How to search.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">
    /// The query contradicts itself, media in it cannot be decoded, a stored part does not exist, or a limit is exceeded.
    /// </exception>
    public async Task<SearchPage> QueryAsync(
        SearchQuery query, SearchOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SearchOptions();
        var request = new V1.SearchRequest
        {
            TenantId = _tenant,
            Query = query.ToWire(),
            Options = options.ToWire(),
            Grants = { options.Grants },
        };
        return SearchPage.FromWire(await _calls.UnaryAsync(
            call => _wire.SearchAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>All hits, best first, page by page as they are read.</summary>
    /// <param name="query">What is searched for.</param>
    /// <param name="options">How to search; its limit is the size of a page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="TriadException">As for <see cref="QueryAsync"/>.</exception>
    public IAsyncEnumerable<SearchHit> AllAsync(
        SearchQuery query, SearchOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SearchOptions();
        return Pages.ReadAsync(
            async (token, cancelled) =>
            {
                var page = await QueryAsync(query, options with { PageToken = token }, cancelled).ConfigureAwait(false);
                return new Page<SearchHit>(page.Hits, page.NextPageToken);
            },
            options.PageToken,
            cancellationToken);
    }

    /// <summary>The vector of a query.</summary>
    /// <param name="query">What to embed.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">As for <see cref="QueryAsync"/>.</exception>
    public async Task<QueryEmbedding> EmbedAsync(SearchQuery query, CancellationToken cancellationToken = default)
    {
        var request = new V1.EmbedRequest { TenantId = _tenant, Query = query.ToWire() };
        return QueryEmbedding.FromWire(await _calls.UnaryAsync(
            call => _wire.EmbedAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }
}
