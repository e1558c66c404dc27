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

/// <summary>Turns a query into vectors of the tenant's space, one for all representations that are asked alike.</summary>
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

        var targets = request.IsSearch ? QueryRules.TargetsOf(request.Targets, embedder.Model) : embedder.Model.Representations.ToImmutableArray();
        if (!targets.IsOk)
            return targets.Error;
        var text = QueryText.Read(request.Query, embedder);
        if (!text.IsOk)
            return text.Error;
        var terms = await reader.ReadAsync(request.TenantId, request.Query, embedder.Model, request.Mask, cancellationToken);
        if (!terms.IsOk)
            return terms.Error;
        var asked = AskedOf(targets.Value, terms.Value, embedder.Model, all: request.IsSearch);
        if (!asked.IsOk)
            return asked.Error;
        var vectors = await ComposeAsync(request.TenantId, terms.Value, asked.Value, embedder, fused, cancellationToken);
        return vectors.IsOk
            ? new QueryVector(vectors.Value, embedder.Model.Space, terms.Value.Mask, text.Value, terms.Value.StoredVideos)
            : vectors.Error;
    }

    // A search has asked the tenant already, and says what it was told.
    private async Task<Result<(string Package, SpaceId Space)>> ProfileAsync(EmbedQuery request, CancellationToken cancellationToken)
    {
        if (request is { ModelPackage: { } package, Space: { } space })
            return (package, space);
        var tenant = await grains.Tenant(request.TenantId).GetAsync(cancellationToken);
        return tenant.IsOk ? (tenant.Value.ModelPackage, tenant.Value.Space) : tenant.Error;
    }

    /// <summary>The representations that the query can be compared with: all of them, or an error; or those that it can, at least one.</summary>
    private static Result<ImmutableArray<RepresentationName>> AskedOf(
        ImmutableArray<RepresentationInfo> targets,
        QueryTerms query,
        ModelInfo model,
        bool all)
    {
        var asked = ImmutableArray.CreateBuilder<RepresentationName>();
        Error? refused = null;
        foreach (var target in targets)
        {
            if (QueryRules.CheckAsked(target, query, model) is { } problem)
                refused ??= problem;
            else
                asked.Add(target.Name);
        }

        return refused is null || (!all && asked.Count > 0) ? asked.ToImmutable() : refused;
    }

    private async Task<Result<ImmutableArray<AskingVector>>> ComposeAsync(
        TenantId tenant,
        QueryTerms query,
        ImmutableArray<RepresentationName> asked,
        IEmbedder embedder,
        bool fused,
        CancellationToken cancellationToken)
    {
        var items = ItemsOf(query, asked, fused);
        var embedded = new List<(float Weight, ItemEmbedding Item)>();
        if (items.Count > 0)
        {
            var request = new EmbedRequest([.. items.Select(entry => entry.Item)], EmbedPriority.Query);
            var response = await embedder.EmbedAsync(request, cancellationToken);
            if (!response.IsOk)
                return response.Error;
            instruments.Embedded(tenant.Value, EmbedPriority.Query, response.Value.Compute);
            embedded.AddRange(items.Zip(response.Value.Items, (entry, item) => (entry.Weight, item)));
        }

        var groups = new List<(List<QueryTerm> Terms, List<RepresentationName> Names)>();
        foreach (var name in asked)
        {
            List<QueryTerm> terms =
            [
                .. query.Vectors.Select(vector => vector.Term),
                .. embedded.Select(entry => new QueryTerm(entry.Weight, entry.Item.Vectors[name])),
            ];

            // What is made of the same vectors is the same vector: a fusion model's is composed once, whoever is asked.
            if (groups.Find(group => group.Terms.Zip(terms).All(pair => ReferenceEquals(pair.First.Embedding, pair.Second.Embedding))) is { Names: { } known })
                known.Add(name);
            else
                groups.Add((terms, [name]));
        }

        var vectors = ImmutableArray.CreateBuilder<AskingVector>();
        foreach (var (terms, names) in groups)
        {
            var composed = Compose(terms, fused);
            if (!composed.IsOk)
                return composed.Error;
            vectors.Add(ToAsking(names, composed.Value));
        }

        return vectors.ToImmutable();
    }

    private static List<(float Weight, EmbedItem Item)> ItemsOf(QueryTerms query, ImmutableArray<RepresentationName> asked, bool fused)
    {
        var positive = query.Parts.Where(entry => entry.Positive).Select(entry => entry.Part).ToList();
        var negative = query.Parts.Where(entry => !entry.Positive).Select(entry => entry.Part).ToList();
        var items = new List<(float Weight, EmbedItem Item)>();
        if (fused && positive.Count > 0)
            items.Add((positive.Sum(part => part.Weight), ItemOf(positive)));
        else
            items.AddRange(positive.Select(part => (part.Weight, ItemOf([part]))));
        items.AddRange(negative.Select(part => (-part.Weight, ItemOf([part]))));
        return items;

        EmbedItem ItemOf(IReadOnlyList<EmbedPart> parts) => new(parts, asked) { Role = EmbedRole.Query };
    }

    // One fused pass alone is the model's own unit vector: nothing is to be added to it or rounded.
    private static Result<EmbeddingVector> Compose(List<QueryTerm> terms, bool fused) => terms is [{ Weight: > 0 } only]
        ? only.Embedding
        : QueryComposer.Compose(terms, terms[0].Embedding.Vector.Length, normalizePositive: fused);

    private static AskingVector ToAsking(List<RepresentationName> names, EmbeddingVector composed) =>
        new(
            [.. names],
            ToArray(composed.Vector),
            [.. composed.ByModality.OrderBy(pair => pair.Key).Select(pair => new ModalityVector(pair.Key, ToArray(pair.Value)))]);

    private static ImmutableArray<float> ToArray(ReadOnlyMemory<float> vector) => ImmutableCollectionsMarshal.AsImmutableArray(vector.ToArray());
}
