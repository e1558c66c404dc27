using Qdrant.Client.Grpc;
using Triad.Doubles.Payloads;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Limits;

/// <summary>What strict mode asks of the scoring of a query.</summary>
internal static class SearchRules
{
    private const ulong DefaultEdges = 16;

    /// <summary>Where exact searches are forbidden, one needs a graph: the collection's, or that of a tenant in the filter.</summary>
    public static void CheckGraph(DoubleCollection collection, Query? query, string vector, Filter? filter, StrictModeConfig strict)
    {
        if (strict is not { HasSearchAllowExact: true, SearchAllowExact: false } || !ScoresByVectors(query))
            return;
        var settings = Settings(collection.Config.Params.VectorsConfig, vector);
        if (settings is null)
            return;
        var graph = collection.Config.HnswConfig;
        var edges = settings.HnswConfig is { HasM: true } own ? own.M : graph.HasM ? graph.M : DefaultEdges;
        var tenantEdges = settings.HnswConfig is { HasPayloadM: true } mine ? mine.PayloadM : graph.HasPayloadM ? graph.PayloadM : edges;
        if (edges > 0)
            return;
        var label = vector.Length == 0 ? "" : $" on '{vector}'";
        if (filter is null || !FilterSize.Each(filter).Any(condition => NamesTenant(collection, condition)))
        {
            throw Refusal.Strict(
                $"Request is forbidden{label} because global vector indexing is disabled (hnsw_config.m = 0)",
                "Use tenant-specific filter, enable global vector indexing or enable strict mode `search_allow_exact` option");
        }

        if (tenantEdges == 0)
        {
            throw Refusal.Strict(
                $"Request is forbidden{label} because vector indexing is disabled (hnsw_config.m = 0 and hnsw_config.payload_m = 0)",
                "Enable vector indexing, use a prefetch query with indexed vectors or enable strict mode `search_allow_exact` option");
        }
    }

    public static void CheckFormula(DoubleCollection collection, Query? query, StrictModeConfig strict)
    {
        if (strict is not { HasUnindexedFilteringRetrieve: true, UnindexedFilteringRetrieve: false })
            return;
        if (query?.Formula?.Expression is { } expression && IndexNeeds.FirstUnmet(collection.Indexes, expression) is { } need)
        {
            throw Refusal.Strict(
                $"Index required but not found for \"{need.Path}\" of one of the following types: [{need.Types}]",
                "Create an index for this key or use a different formula expression.");
        }
    }

    private static bool ScoresByVectors(Query? query) => query?.VariantCase is not (
        null or Query.VariantOneofCase.None or Query.VariantOneofCase.Fusion or Query.VariantOneofCase.Rrf
        or Query.VariantOneofCase.OrderBy or Query.VariantOneofCase.Formula or Query.VariantOneofCase.Sample);

    private static VectorParams? Settings(VectorsConfig? vectors, string name) =>
        vectors?.ConfigCase == VectorsConfig.ConfigOneofCase.Params && name.Length == 0
            ? vectors.Params
            : vectors?.ParamsMap?.Map.GetValueOrDefault(name);

    private static bool NamesTenant(DoubleCollection collection, Condition condition)
    {
        var key = condition.ConditionOneOfCase switch
        {
            Condition.ConditionOneOfOneofCase.Field => condition.Field.Key,
            Condition.ConditionOneOfOneofCase.IsEmpty => condition.IsEmpty.Key,
            Condition.ConditionOneOfOneofCase.IsNull => condition.IsNull.Key,
            _ => null,
        };
        if (key is not null)
            return collection.Indexes.At(PayloadPath.Parse(key))?.IsTenant == true;
        return condition.ConditionOneOfCase == Condition.ConditionOneOfOneofCase.Filter
            && FilterSize.Each(condition.Filter).Any(inner => NamesTenant(collection, inner));
    }
}
