using Orleans.Concurrency;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Fairness;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Core.Usage;
using Triad.Core.Usage.Metering;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.EmbedRouting;
using Triad.Grains.Telemetry;

namespace Triad.Grains.Searches;

/// <inheritdoc cref="IEmbedGrain"/>
[StatelessWorker]
[Reentrant]
[EmbedSilo]
internal sealed class EmbedGrain(QueryEmbedder embedder, IModelCatalog models, IUsageMeter usage, GrainsInstruments instruments) : Grain, IEmbedGrain
{
    public async Task<Result<QueryVector>> EmbedAsync(EmbedQuery request, CancellationToken cancellationToken) =>
        await embedder.EmbedAsync(request, cancellationToken);

    public async Task<Result<RerankScores>> RerankAsync(RerankHits request, CancellationToken cancellationToken)
    {
        var model = await models.GetAsync(request.ModelPackage, cancellationToken);
        if (!model.IsOk)
            return model.Error;
        if (model.Value.Model.Space != request.Space)
            return QueryRules.WrongPackage(model.Value.Model, request.Space);
        var compared = await model.Value.RerankAsync(
            new RerankRequest(request.Text, [.. request.Kept.Select(kept => kept.AsMemory())])
            {
                Share = new FairShare(request.Flow, request.Weight),
            },
            cancellationToken);
        if (!compared.IsOk)
            return compared.Error;
        var counted = Count(request, compared.Value);
        return counted.IsOk ? new RerankScores([.. compared.Value.Scores], compared.Value.Compute) : counted.Error;
    }

    // What cannot be counted is not answered.
    private Result Count(RerankHits request, RerankResponse compared)
    {
        var tenant = TenantId.From(request.Flow);
        instruments.Embedded(request.Flow, EmbedPriority.Query, compared.Compute);
        var time = usage.Add(
            tenant,
            UsageKinds.EmbedSeconds,
            UsageLabels.Of(Modalities.Text | Modalities.Video, request.ModelPackage, UsageSources.Rerank),
            UsageEvent.Seconds(compared.Compute));
        return time.IsOk
            ? usage.Add(tenant, UsageKinds.RerankedHits, UsageLabels.OfPackage(request.ModelPackage), compared.Scores.Count)
            : time;
    }

    public async Task<Result<SpaceId>> SpaceAsync(string modelPackage, CancellationToken cancellationToken)
    {
        var model = await models.GetAsync(modelPackage, cancellationToken);
        if (!model.IsOk)
            return model.Error;
        return model.Value.Model.Representations.Count > 0
            ? model.Value.Model.Space
            : Error.Of(
                ErrorReason.ModelUnavailable, "model_package", modelPackage, "makes no vectors: it is of use inside of other packages",
                "Choose another one; of a classifier, triad model concept makes one that does.");
    }
}
