using Triad.Grains.Abstractions.Replies;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class SearchDouble(GrainWorld world) : ISearchGrain, IEmbedGrain
{
    public Task<Reply<SearchAnswer>> SearchAsync(SearchRequest request, CancellationToken cancellationToken) => world.OnSearch(request, cancellationToken);

    public Task<Reply<QueryVector>> EmbedAsync(EmbedQuery request, CancellationToken cancellationToken) => Task.FromResult(world.OnEmbed(request));

    public Task<Reply<string>> SpaceAsync(string modelPackage, CancellationToken cancellationToken) => throw new NotSupportedException();
}
