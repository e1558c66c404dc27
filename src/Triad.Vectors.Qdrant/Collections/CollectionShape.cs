using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Vectors.Qdrant.Points;

namespace Triad.Vectors.Qdrant.Collections;

/// <summary>What a collection of ours is made with, and what one that is there must be.</summary>
internal static class CollectionShape
{
    /// <summary>The metadata of a collection that says that it is ours.</summary>
    public const string MadeBy = "made_by";

    /// <summary>Its value.</summary>
    public const string Us = "triad";

    /// <summary>The metadata that says in which way the payload is laid out.</summary>
    public const string Layout = "layout";

    /// <summary>The layout that this build reads and writes.</summary>
    public const long CurrentLayout = 1;

    /// <summary>Vectors of a directory, of which no point has one: a collection must have some.</summary>
    public static IReadOnlyList<RepresentationShape> DirectoryVectors { get; } = [new(RepresentationName.From("none"), 1)];

    /// <summary>
    /// The indexes of a collection. Only the tenants' have graphs: a graph for each video or word would cost more than it finds.
    /// </summary>
    public static IReadOnlyList<(string Field, Q.PayloadSchemaType Type, Q.PayloadIndexParams Params)> Indexes { get; } =
    [
        (PayloadNames.Tenant, Q.PayloadSchemaType.Keyword, new() { KeywordIndexParams = new() { IsTenant = true } }),
        Whole(PayloadNames.Shard),
        Keyword(PayloadNames.Video),
        Whole(PayloadNames.Generation),
        Whole(PayloadNames.Segment),
        Whole(PayloadNames.Level),
        Whole(PayloadNames.Start),
        Whole(PayloadNames.End),
        Whole(PayloadNames.Duration),
        Whole(PayloadNames.Epoch),
        Keyword(PayloadNames.Modalities),
        Keyword(PayloadNames.Full),
        Keyword(PayloadNames.Kind),
        Keyword(PayloadNames.Tokens),
        Keyword($"{PayloadNames.Numbers}[].{PayloadNames.Key}"),
        Real($"{PayloadNames.Numbers}[].{PayloadNames.Number}"),
    ];

    /// <summary>The request that makes a collection.</summary>
    public static Q.CreateCollection Create(
        string name,
        string space,
        IReadOnlyList<RepresentationShape> representations,
        QdrantVectorsOptions options)
    {
        var vectors = new Q.VectorParamsMap();
        foreach (var (representation, dimension) in representations)
            vectors.Map.Add(representation.Value, new() { Size = (ulong)dimension, Distance = Q.Distance.Dot });
        var made = new Q.CreateCollection
        {
            CollectionName = name,
            VectorsConfig = new() { ParamsMap = vectors },
            ShardingMethod = Q.ShardingMethod.Custom,
            ShardNumber = (uint)options.ShardNumber,
            ReplicationFactor = (uint)options.ReplicationFactor,
            WriteConsistencyFactor = (uint)options.WriteConsistencyFactor,
            HnswConfig = new() { M = 0, PayloadM = (ulong)options.PayloadM, EfConstruct = (ulong)options.EfConstruct },
            Metadata =
            {
                [MadeBy] = PayloadValues.Of(Us),
                [Layout] = PayloadValues.Of(CurrentLayout),
                [PayloadNames.Space] = PayloadValues.Of(space),
            },
        };
        if (options.Quantization)
            made.QuantizationConfig = new() { Scalar = new() { Type = Q.QuantizationType.Int8, Quantile = 0.99f } };
        if (options.StrictMode)
            made.StrictModeConfig = Strict(options);
        return made;
    }

    private static Q.StrictModeConfig Strict(QdrantVectorsOptions options) => new()
    {
        Enabled = true,
        UnindexedFilteringRetrieve = false,
        UnindexedFilteringUpdate = false,
        MaxQueryLimit = (uint)Math.Max(options.MaxQueryLimit, options.ReadBatch),
        FilterMaxConditions = (ulong)options.MaxFilterConditions,
        UpsertMaxBatchsize = (ulong)options.WriteBatch + 1,
        SearchMaxOversampling = (float)Math.Max(options.Oversampling, 1),
    };

    private static (string Field, Q.PayloadSchemaType Type, Q.PayloadIndexParams Params) Keyword(string field) =>
        (field, Q.PayloadSchemaType.Keyword, new() { KeywordIndexParams = new() { EnableHnsw = false } });

    private static (string Field, Q.PayloadSchemaType Type, Q.PayloadIndexParams Params) Real(string field) =>
        (field, Q.PayloadSchemaType.Float, new() { FloatIndexParams = new() { EnableHnsw = false } });

    private static (string Field, Q.PayloadSchemaType Type, Q.PayloadIndexParams Params) Whole(string field) =>
        (field, Q.PayloadSchemaType.Integer, new() { IntegerIndexParams = new() { Lookup = true, Range = true, EnableHnsw = false } });
}
