using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class SearchDouble(GrainWorld world) : ISearchGrain, IEmbedGrain
{
    public Task<Result<SearchAnswer>> SearchAsync(SearchRequest request, CancellationToken cancellationToken) => world.OnSearch(request, cancellationToken);

    public Task<Result<QueryVector>> EmbedAsync(EmbedQuery request, CancellationToken cancellationToken) => Task.FromResult(world.OnEmbed(request));

    public Task<Result<RerankScores>> RerankAsync(RerankHits request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<SpaceId>> SpaceAsync(string modelPackage, CancellationToken cancellationToken) => throw new NotSupportedException();
}
