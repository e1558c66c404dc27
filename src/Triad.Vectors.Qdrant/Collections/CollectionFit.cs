using Triad.Core.Errors;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Points;

namespace Triad.Vectors.Qdrant.Collections;

/// <summary>Whether a collection that is there is one of ours. One of another shape would answer, and wrongly.</summary>
internal static class CollectionFit
{
    /// <summary>Null where it is; otherwise the first thing that is wrong.</summary>
    public static Error? Check(string name, string space, Q.CollectionInfo info)
    {
        var problem = Problem(space, info);
        return problem is null
            ? null
            : QdrantErrors.Broken(
                $"The collection '{name}' is not as Triad makes it: {problem}.",
                "Set another Triad:Qdrant:CollectionPrefix, or delete the collection and ingest again.");
    }

    private static string? Problem(string space, Q.CollectionInfo info)
    {
        var config = info.Config;
        if (config.Params.ShardingMethod != Q.ShardingMethod.Custom)
            return "its sharding is not custom";
        if (config.Metadata.TryText(CollectionShape.MadeBy) != CollectionShape.Us)
            return $"its metadata has no {CollectionShape.MadeBy} '{CollectionShape.Us}'";
        if (config.Metadata.TryNumber(CollectionShape.Layout) is var layout && layout != CollectionShape.CurrentLayout)
            return $"its layout is {layout}, and this build knows {CollectionShape.CurrentLayout}";
        if (config.Metadata.TryText(PayloadNames.Space) is var stored && stored != space)
            return $"it holds the space '{stored}', not '{space}'";
        if (config.HnswConfig is not { M: 0, PayloadM: > 0 })
            return "its graphs are not by tenant (hnsw m 0, payload_m above 0)";
        if (config.Params.VectorsConfig?.ParamsMap is not { } vectors)
            return "its vector has no name";
        foreach (var (vector, parameters) in vectors.Map)
            if (parameters.Distance != Q.Distance.Dot)
                return $"the distance of '{vector}' is {parameters.Distance}, not Dot";
        foreach (var (field, type, parameters) in CollectionShape.Indexes)
            if (info.PayloadSchema.TryGetValue(field, out var index) && Problem(field, type, parameters, index) is { } problem)
                return problem;
        return null;
    }

    private static string? Problem(string field, Q.PayloadSchemaType type, Q.PayloadIndexParams parameters, Q.PayloadSchemaInfo index)
    {
        if (index.DataType != type)
            return $"the index of '{field}' is of type {index.DataType}, not {type}";
        return parameters.KeywordIndexParams is { IsTenant: true } && index.Params?.KeywordIndexParams is not { IsTenant: true }
            ? $"the index of '{field}' is not one of tenants"
            : null;
    }
}
