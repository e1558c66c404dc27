using System.Globalization;
using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;
using Triad.Doubles.Filters;
using Triad.Doubles.Payloads;
using Triad.Doubles.Storage;
using Triad.Doubles.Writes;

namespace Triad.Doubles.Queries;

/// <summary>Reads a query: ids become vectors, and the points they belong to are left out of the answer.</summary>
internal sealed class StageReader(
    DoubleCollection collection,
    IReadOnlyList<Shard> shards,
    Func<LookupLocation, (DoubleCollection, IReadOnlyList<Shard>)> lookup)
{
    public const int DefaultLimit = 10;

    private const uint DefaultRankConstant = 2;
    private const float DefaultLambda = 0.5f;

    private readonly HashSet<PointKey> _referenced = [];

    public Stage Read(QueryPoints request)
    {
        var limit = request.HasLimit ? (int)Math.Min(request.Limit, int.MaxValue) : DefaultLimit;
        var threshold = request.HasScoreThreshold ? request.ScoreThreshold : (float?)null;
        Check(request.Query, request.Using, request.Prefetch.Count, threshold);
        var scoring = Read(request.Query, request.Using, request.LookupFrom, request.Prefetch.Count, limit);
        var sources = Read(request.Prefetch);
        return new Stage(sources, scoring, FilterMerge.Without(request.Filter, _referenced), threshold, limit, request.Params);
    }

    private List<Stage> Read(RepeatedField<PrefetchQuery> prefetches) => [.. prefetches.Select(Read)];

    private Stage Read(PrefetchQuery request)
    {
        var limit = request.HasLimit ? (int)Math.Min(request.Limit, int.MaxValue) : DefaultLimit;
        var threshold = request.HasScoreThreshold ? request.ScoreThreshold : (float?)null;
        Check(request.Query, request.Using, request.Prefetch.Count, threshold);
        var scoring = Read(request.Query, request.Using, request.LookupFrom, request.Prefetch.Count, limit);
        return new Stage(Read(request.Prefetch), scoring, request.Filter, threshold, limit, request.Params);
    }

    private static void Check(Query? query, string vector, int prefetches, float? threshold)
    {
        if (prefetches > 0 && query is null)
            throw Refusal.BadRequest("A query is needed to merge the prefetches. Can't have prefetches without defining a query.");
        if (threshold is not null && query is null)
            throw Refusal.BadRequest("A query is needed to use the score_threshold. Can't have score_threshold without defining a query.");
        if (threshold is not null && query!.VariantCase == Query.VariantOneofCase.OrderBy)
            throw Refusal.BadRequest("Can't use score_threshold with an order_by query.");
        if (query?.VariantCase is Query.VariantOneofCase.Fusion or Query.VariantOneofCase.Rrf && vector.Length > 0)
            throw Refusal.BadRequest("Fusion queries cannot be combined with the 'using' field.");
    }

    private ScoringRule? Read(Query? query, string vector, LookupLocation? location, int prefetches, int limit)
    {
        switch (query?.VariantCase)
        {
            case null:
                return null;
            case Query.VariantOneofCase.Fusion:
            case Query.VariantOneofCase.Rrf:
                return Fusion(query, prefetches);
            case Query.VariantOneofCase.OrderBy:
                return ByField(query.OrderBy, collection);
            case Query.VariantOneofCase.Formula:
                return prefetches > 0
                    ? new ScoringRule.ByFormula(query.Formula)
                    : throw Refusal.Invalid("cannot apply Formula without prefetches");
            case Query.VariantOneofCase.Sample:
                return new ScoringRule.Sampled();
            case Query.VariantOneofCase.None:
                throw Refusal.Malformed("Query variant is missing");
            default:
                var space = collection.Space(vector);
                return VectorQueryReader.Read(query, space, limit, DefaultLambda, input => Resolve(input, space, location));
        }
    }

    public static ScoringRule.ByField ByField(OrderBy order, DoubleCollection collection)
    {
        var index = collection.Indexes.At(PayloadPath.Parse(order.Key));
        return index is { HasRange: true }
            ? new ScoringRule.ByField(index, order)
            : throw Refusal.WrongInput(
                $"No range index for `order_by` key: `{order.Key}`. Please create one to use `order_by`. Check "
                + "https://qdrant.tech/documentation/concepts/indexing/#payload-index "
                + "to see which payload schemas support Range conditions");
    }

    private static ScoringRule.Fused Fusion(Query query, int prefetches)
    {
        if (prefetches == 0)
            throw Refusal.Invalid("cannot apply Fusion without prefetches");
        if (query.VariantCase == Query.VariantOneofCase.Fusion)
            return new ScoringRule.Fused(query.Fusion, DefaultRankConstant, null);
        var weights = query.Rrf.Weights.ToArray();
        if (weights.Length > 0 && weights.Length != prefetches)
        {
            throw Refusal.Invalid(string.Create(
                CultureInfo.InvariantCulture,
                $"RRF weights length ({weights.Length}) does not match number of prefetches ({prefetches})"));
        }

        var k = query.Rrf.HasK ? query.Rrf.K : DefaultRankConstant;
        return new ScoringRule.Fused(Qdrant.Client.Grpc.Fusion.Rrf, k, weights.Length > 0 ? weights : null);
    }

    // The filter is not asked here: an id of another tenant in the same shard answers.
    private VectorData Resolve(VectorInput input, VectorSpace space, LookupLocation? location)
    {
        if (input.VariantCase != VectorInput.VariantOneofCase.Id)
        {
            var vector = VectorData.From(input);
            VectorRules.CheckAsked(space, vector);
            return vector;
        }

        var key = PointKey.From(input.Id);
        var (owner, where) = location is null ? (collection, shards) : lookup(location);
        if (owner == collection)
            _referenced.Add(key);
        var point = where.Select(shard => shard.Points.GetValueOrDefault(key)).FirstOrDefault(point => point is not null)
            ?? throw Refusal.NotFound($"No point with id {key} found");
        var name = location is { HasVectorName: true } ? location.VectorName : space.Name;
        return point.Vectors.TryGetValue(name, out var stored)
            ? stored
            : throw Refusal.NotFound($"Vector with name \"{name}\" for point not found");
    }
}
