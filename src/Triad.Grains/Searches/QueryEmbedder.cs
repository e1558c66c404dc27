using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Fairness;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Core.Telemetry;
using Triad.Core.Usage;
using Triad.Core.Usage.Metering;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Telemetry;

namespace Triad.Grains.Searches;

/// <summary>Turns a query into vectors of the tenant's space, one for all representations that are asked alike.</summary>
internal sealed class QueryEmbedder(
    IGrainFactory grains,
    IModelCatalog models,
    QueryReader reader,
    IUsageMeter usage,
    GrainsInstruments instruments)
{
    public async Task<Result<QueryVector>> EmbedAsync(EmbedQuery request, CancellationToken cancellationToken)
    {
        if (QueryRules.Check(request.Query) is { } problem)
            return problem;
        Activity.Current.SetTenant(request.TenantId);
        var profile = await ProfileAsync(request, cancellationToken);
        if (!profile.IsOk)
            return profile.Error;
        var (package, space, weight) = profile.Value;
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
        var asked = embedder.Model.SumsScores
            ? SummedRules.AskedOf(targets.Value, terms.Value, embedder.Model, areNamed: request.IsSearch && !request.Targets.IsEmpty)
            : AskedOf(targets.Value, terms.Value, embedder.Model, all: request.IsSearch);
        if (!asked.IsOk)
            return asked.Error;
        var vectors = await ComposeAsync(request.TenantId, new FairShare(request.TenantId.Value, weight), terms.Value, asked.Value, embedder, fused, cancellationToken);
        if (!vectors.IsOk)
            return vectors.Error;
        var (asking, calibrations, compute) = vectors.Value;
        return new QueryVector(asking, embedder.Model.Space, terms.Value.Mask, text.Value, terms.Value.StoredVideos)
        {
            Summed = embedder.Model.SumsScores && asked.Value.Length > 1
                ? [.. asked.Value.Select(target => SummedRules.LegOf(target, terms.Value, embedder.Model, calibrations.GetValueOrDefault(target.Name)))]
                : [],
            Reranking = RerankingOf(request, terms.Value, embedder.Model) is { } reranking ? reranking with { Weight = weight } : null,
            Compute = compute,
        };
    }

    // A text alone is what such a model compares; who names representations gets the order of their scores.
    private static QueryReranking? RerankingOf(EmbedQuery request, QueryTerms terms, ModelInfo model) =>
        model.Rerank is { } rerank && request is { IsSearch: true, Targets.IsEmpty: true }
            && terms is { Vectors.IsEmpty: true, Parts: [({ Text: { } text, Mask: Modalities.Text }, true)] }
            ? new QueryReranking(model.Package, text, rerank.Kept, rerank.Hits)
            : null;

    // A search has asked the tenant already, and says what it was told.
    private async Task<Result<(string Package, SpaceId Space, double Weight)>> ProfileAsync(EmbedQuery request, CancellationToken cancellationToken)
    {
        if (request is { ModelPackage: { } package, Space: { } space })
            return (package, space, request.Weight);
        var tenant = await grains.Tenant(request.TenantId).GetAsync(cancellationToken);
        return tenant.IsOk ? (tenant.Value.ModelPackage, tenant.Value.Space, tenant.Value.Weight) : tenant.Error;
    }

    /// <summary>The representations that the query can be compared with: all of them, or an error; or those that it can, at least one.</summary>
    private static Result<ImmutableArray<RepresentationInfo>> AskedOf(
        ImmutableArray<RepresentationInfo> targets,
        QueryTerms query,
        ModelInfo model,
        bool all)
    {
        var asked = ImmutableArray.CreateBuilder<RepresentationInfo>();
        Error? refused = null;
        foreach (var target in targets)
        {
            if (QueryRules.CheckAsked(target, query, model) is { } problem)
                refused ??= problem;
            else
                asked.Add(target);
        }

        return refused is null || (!all && asked.Count > 0) ? asked.ToImmutable() : refused;
    }

    /// <summary>The vectors, of each representation what a cosine with its own means to the model where it says so, and what was computed.</summary>
    private async Task<Result<(ImmutableArray<AskingVector> Vectors, Dictionary<RepresentationName, ScoreCalibration?> Calibrations, TimeSpan Compute)>> ComposeAsync(
        TenantId tenant,
        FairShare share,
        QueryTerms query,
        ImmutableArray<RepresentationInfo> asked,
        IEmbedder embedder,
        bool fused,
        CancellationToken cancellationToken)
    {
        var (model, items) = (embedder.Model, ItemsOf(query, asked, fused, embedder.Model.SumsScores));
        var embedded = new List<(float Weight, ItemEmbedding Item)>();
        var compute = TimeSpan.Zero;
        if (items.Count > 0)
        {
            var request = new EmbedRequest([.. items.Select(entry => entry.Item)], EmbedPriority.Query) { Share = share };
            var response = await embedder.EmbedAsync(request, cancellationToken);
            if (!response.IsOk)
                return response.Error;
            instruments.Embedded(share.Flow, EmbedPriority.Query, response.Value.Compute);
            var labels = UsageLabels.Of(query.Mask, model.Package, UsageSources.Query);
            var counted = usage.Add(tenant, UsageKinds.EmbedSeconds, labels, UsageEvent.Seconds(response.Value.Compute));
            if (!counted.IsOk)
                return counted.Error;
            compute = response.Value.Compute;
            embedded.AddRange(items.Zip(response.Value.Items, (entry, item) => (entry.Weight, item)));
        }

        var groups = new List<(List<QueryTerm> Terms, List<RepresentationName> Names)>();
        foreach (var target in asked)
        {
            var name = target.Name;
            List<QueryTerm> terms =
            [
                .. query.Vectors.Where(vector => !model.SumsScores || SummedRules.Takes(target, vector, model)).Select(vector => vector.Term),
                .. embedded.Where(entry => entry.Item.Vectors.ContainsKey(name)).Select(entry => new QueryTerm(entry.Weight, entry.Item.Vectors[name])),
            ];

            // A model may leave out a representation that it has nothing for.
            if (terms.Count == 0)
                continue;

            // What is made of the same vectors is the same vector: a fusion model's is composed once, whoever is asked.
            if (groups.Find(group => group.Terms.Count == terms.Count && group.Terms.Zip(terms).All(pair => ReferenceEquals(pair.First.Embedding, pair.Second.Embedding))) is { Names: { } known })
                known.Add(name);
            else
                groups.Add((terms, [name]));
        }

        var vectors = ImmutableArray.CreateBuilder<AskingVector>();
        var calibrations = new Dictionary<RepresentationName, ScoreCalibration?>();
        foreach (var (terms, names) in groups)
        {
            var composed = Compose(terms, fused);
            if (!composed.IsOk)
                return await ChargedAsync(composed.Error, tenant, compute);
            vectors.Add(ToAsking(names, composed.Value));
            foreach (var name in names)
                calibrations[name] = composed.Value.Calibration;
        }

        if (vectors.Count > 0)
            return (vectors.ToImmutable(), calibrations, compute);
        var nothing = Error.Of(
            ErrorReason.RepresentationUnavailable, "parts", null, $"have nothing that the model {model.Package} can ask with",
            "Ask with something longer, or with a text.");
        return await ChargedAsync(nothing, tenant, compute);
    }

    // It is billed, and so it counts to the quota too; an answer alone tells its gateway what to count.
    private async Task<Error> ChargedAsync(Error error, TenantId tenant, TimeSpan compute)
    {
        if (compute > TimeSpan.Zero)
            await grains.Quota(tenant).ChargeAsync(compute.TotalSeconds, CancellationToken.None);
        return error;
    }

    private static List<(float Weight, EmbedItem Item)> ItemsOf(
        QueryTerms query,
        ImmutableArray<RepresentationInfo> asked,
        bool fused,
        bool sums)
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

        // Where scores are summed a part asks those that can take it.
        EmbedItem ItemOf(IReadOnlyList<EmbedPart> parts) =>
            new(parts, [.. asked.Where(target => !sums || parts.Any(part => SummedRules.Takes(target, part))).Select(target => target.Name)])
            {
                Role = EmbedRole.Query,
            };
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
