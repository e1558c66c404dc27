using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Core.Telemetry;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Telemetry;

namespace Triad.Grains.Searches;

/// <summary>Turns a query into one vector of the tenant's space.</summary>
internal sealed class QueryEmbedder(IGrainFactory grains, IModelCatalog models, QueryReader reader, GrainsInstruments instruments)
{
    public async Task<Result<QueryVector>> EmbedAsync(EmbedQuery request, CancellationToken cancellationToken)
    {
        if (QueryRules.Check(request.Query) is { } problem)
            return problem;
        Activity.Current.SetTenant(request.TenantId);
        var profile = await ProfileAsync(request, cancellationToken);
        if (!profile.IsOk)
            return profile.Error;
        var (package, space) = profile.Value;
        var model = await models.GetAsync(package, cancellationToken);
        if (!model.IsOk)
            return model.Error;
        var embedder = model.Value;
        if (embedder.Model.Space != space)
            return QueryRules.WrongPackage(embedder.Model, space);
        var fused = request.Query.Composition == SearchComposition.Fused
            || (request.Query.Composition == SearchComposition.Auto && embedder.Model.CanFuse);
        if (fused && !embedder.Model.CanFuse)
            return QueryRules.CannotFuse(embedder.Model);

        if (request.IsSearch && QueryRules.CheckTargets(request.Targets, embedder.Model) is { } unavailable)
            return unavailable;

        var text = QueryText.Read(request.Query, embedder);
        if (!text.IsOk)
            return text.Error;
        var terms = await reader.ReadAsync(request.TenantId, request.Query, embedder.Model, request.Mask, cancellationToken);
        if (!terms.IsOk)
            return terms.Error;
        var composed = await ComposeAsync(request.TenantId, terms.Value, embedder, fused, cancellationToken);
        return composed.IsOk ? ToQueryVector(composed.Value, terms.Value, embedder.Model, text.Value) : composed.Error;
    }

    // A search has asked the tenant already, and says what it was told.
    private async Task<Result<(string Package, SpaceId Space)>> ProfileAsync(EmbedQuery request, CancellationToken cancellationToken)
    {
        if (request is { ModelPackage: { } package, Space: { } space })
            return (package, space);
        var tenant = await grains.Tenant(request.TenantId).GetAsync(cancellationToken);
        return tenant.IsOk ? (tenant.Value.ModelPackage, tenant.Value.Space) : tenant.Error;
    }

    private async Task<Result<EmbeddingVector>> ComposeAsync(
        TenantId tenant,
        QueryTerms query,
        IEmbedder embedder,
        bool fused,
        CancellationToken cancellationToken)
    {
        var positive = query.Parts.Where(entry => entry.Positive).Select(entry => entry.Part).ToList();
        var negative = query.Parts.Where(entry => !entry.Positive).Select(entry => entry.Part).ToList();
        var items = new List<(float Weight, EmbedItem Item)>();
        if (fused && positive.Count > 0)
            items.Add((positive.Sum(part => part.Weight), ItemOf(positive)));
        else
            items.AddRange(positive.Select(part => (part.Weight, ItemOf([part]))));
        items.AddRange(negative.Select(part => (-part.Weight, ItemOf([part]))));

        var terms = new List<QueryTerm>(query.Vectors);
        if (items.Count > 0)
        {
            var request = new EmbedRequest([.. items.Select(entry => entry.Item)], EmbedPriority.Query);
            var response = await embedder.EmbedAsync(request, cancellationToken);
            if (!response.IsOk)
                return response.Error;
            instruments.Embedded(tenant.Value, EmbedPriority.Query, response.Value.Compute);
            terms.AddRange(items.Zip(response.Value.Items, (entry, item) => new QueryTerm(entry.Weight, item.Vectors[RepresentationName.Full])));
        }

        // One fused pass alone is the model's own unit vector: nothing is to be added to it or rounded.
        return terms is [{ Weight: > 0 } only]
            ? only.Embedding
            : QueryComposer.Compose(terms, embedder.Model.Dimension, normalizePositive: fused);
    }

    private static EmbedItem ItemOf(IReadOnlyList<EmbedPart> parts) =>
        new(parts, [RepresentationName.Full]) { Role = EmbedRole.Query };

    private static QueryVector ToQueryVector(EmbeddingVector composed, QueryTerms query, ModelInfo model, TextReport text) =>
        new(
            ToArray(composed.Vector),
            model.Space,
            query.Parts.Aggregate(Modalities.None, (mask, entry) => mask | entry.Part.Mask),
            [.. composed.ByModality.OrderBy(pair => pair.Key).Select(pair => new ModalityVector(pair.Key, ToArray(pair.Value)))],
            text,
            query.StoredVideos);

    private static ImmutableArray<float> ToArray(ReadOnlyMemory<float> vector) => ImmutableCollectionsMarshal.AsImmutableArray(vector.ToArray());
}
