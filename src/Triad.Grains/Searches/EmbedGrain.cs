using Orleans.Concurrency;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.EmbedRouting;

namespace Triad.Grains.Searches;

/// <inheritdoc cref="IEmbedGrain"/>
[StatelessWorker]
[Reentrant]
[EmbedSilo]
internal sealed class EmbedGrain(QueryEmbedder embedder, IModelCatalog models) : Grain, IEmbedGrain
{
    public async Task<Result<QueryVector>> EmbedAsync(EmbedQuery request, CancellationToken cancellationToken) =>
        await embedder.EmbedAsync(request, cancellationToken);

    public async Task<Result<SpaceId>> SpaceAsync(string modelPackage, CancellationToken cancellationToken)
    {
        var model = await models.GetAsync(modelPackage, cancellationToken);
        return model.IsOk ? model.Value.Model.Space : model.Error;
    }
}
