using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Qdrant.Client.Grpc;
using FieldType = Google.Protobuf.Reflection.FieldType;

namespace Triad.Doubles.Limits;

/// <summary>
/// Ranges of single fields, which a server checks before anything else. A message is walked field by field; a choice of several fields is
/// named in the path, the field chosen is not.
/// </summary>
internal static class FieldRules
{
    private static readonly Dictionary<string, FieldRange> Ranges = new()
    {
        ["qdrant.QueryPoints.limit"] = new(1),
        ["qdrant.PrefetchQuery.limit"] = new(1),
        ["qdrant.QueryPointGroups.limit"] = new(1),
        ["qdrant.QueryPointGroups.group_size"] = new(1),
        ["qdrant.ScrollPoints.limit"] = new(1),
        ["qdrant.SearchPoints.limit"] = new(1),
        ["qdrant.FacetCounts.limit"] = new(1),
        ["qdrant.QueryPoints.timeout"] = new(1),
        ["qdrant.QueryBatchPoints.timeout"] = new(1),
        ["qdrant.QueryPointGroups.timeout"] = new(1),
        ["qdrant.FacetCounts.timeout"] = new(1),
        ["qdrant.SearchParams.hnsw_ef"] = new(1),
        ["qdrant.QuantizationSearchParams.oversampling"] = new(1),
        ["qdrant.AcornSearchParams.max_selectivity"] = new(0, 1),
        ["qdrant.Mmr.diversity"] = new(0, 1),
        ["qdrant.Rrf.k"] = new(1),
        ["qdrant.VectorParams.size"] = new(1, 65536),
        ["qdrant.DenseVectorCreationConfig.size"] = new(1, 65536),
        ["qdrant.CreateCollection.shard_number"] = new(1),
        ["qdrant.CreateCollection.replication_factor"] = new(1),
        ["qdrant.CreateCollection.write_consistency_factor"] = new(1),
        ["qdrant.HnswConfigDiff.ef_construct"] = new(4),
        ["qdrant.OptimizersConfigDiff.deleted_threshold"] = new(0, 1),
        ["qdrant.OptimizersConfigDiff.vacuum_min_vector_number"] = new(100),
        ["qdrant.ScalarQuantization.quantile"] = new(0.5, 1),
        ["qdrant.StrictModeConfig.max_query_limit"] = new(1),
        ["qdrant.StrictModeConfig.max_timeout"] = new(1),
        ["qdrant.StrictModeConfig.max_points_count"] = new(1),
    };

    private static readonly HashSet<string> Unnamed = ["qdrant.Vector.vector"];

    public static void Check(IMessage message) => Check(message, "");

    private static void Check(IMessage message, string path)
    {
        CheckWhole(message, path);
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (!IsGiven(message, field))
                continue;
            var value = field.Accessor.GetValue(message);
            var here = PathOf(field, path);
            if (Ranges.TryGetValue(field.FullName, out var range))
                range.Check(here, value);
            if (field.FieldType == FieldType.Message && value is not null)
                CheckInner(field, value, here);
        }
    }

    private static bool IsGiven(IMessage message, FieldDescriptor field)
    {
        if (field.IsRepeated || field.IsMap)
            return field.FieldType == FieldType.Message;
        return !field.HasPresence || field.Accessor.HasValue(message);
    }

    private static void CheckInner(FieldDescriptor field, object value, string path)
    {
        if (field.IsMap)
        {
            foreach (var inner in ((System.Collections.IDictionary)value).Values.OfType<IMessage>())
                Check(inner, $"{path}.[]");
        }
        else if (field.IsRepeated)
        {
            var i = 0;
            foreach (var inner in ((System.Collections.IList)value).OfType<IMessage>())
                Check(inner, string.Create(CultureInfo.InvariantCulture, $"{path}[{i++}]"));
        }
        else
        {
            Check((IMessage)value, path);
        }
    }

    private static string PathOf(FieldDescriptor field, string path)
    {
        var name = field.RealContainingOneof?.Name ?? field.Name;
        if (Unnamed.Contains(field.RealContainingOneof?.FullName ?? ""))
            return path;
        return path.Length == 0 ? name : $"{path}.{name}";
    }

    private static void CheckWhole(IMessage message, string path)
    {
        switch (message)
        {
            case SparseVector sparse when sparse.Indices.Distinct().Count() < sparse.Indices.Count:
                throw Refusal.InBody($"{path}.indices", "Validation error: must be unique [{}]");
            case SparseVector sparse when sparse.Indices.Count != sparse.Values.Count:
                throw Refusal.InBody($"{path}.values", "Validation error: must be the same length as indices [{}]");
            case SliceCondition { Total: 0 }:
                throw Refusal.InBody($"{path}.total", "Validation error: must be greater than 0 [{}]");
            case SliceCondition slice when slice.Index >= slice.Total:
                throw Refusal.InBody($"{path}.index", "Validation error: must be less than the total number of slices [{}]");
            case MinShould { MinCount: 0 }:
                throw Refusal.InBody($"{path}.min_count", "min_count must be greater than 0");
            case FieldCondition field when IsBare(field):
                throw Refusal.InBody($"{path}.match", "Validation error: At least one field condition must be specified [{}]");
        }
    }

    private static bool IsBare(FieldCondition field) => field is
    {
        Match: null, Range: null, DatetimeRange: null, ValuesCount: null, GeoBoundingBox: null, GeoRadius: null, GeoPolygon: null,
        HasIsEmpty: false, HasIsNull: false,
    };
}
