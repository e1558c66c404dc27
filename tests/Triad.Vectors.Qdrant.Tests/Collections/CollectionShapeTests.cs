using Google.Protobuf;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Vectors.Qdrant.Collections;
using Triad.Vectors.Qdrant.Requests;

namespace Triad.Vectors.Qdrant.Tests.Collections;

/// <summary>What is kept for ever stands here as it is sent.</summary>
public sealed class CollectionShapeTests
{
    private static readonly IReadOnlyList<RepresentationShape> Vectors =
        [new(RepresentationName.Full, 4), new(RepresentationName.From("clip.v"), 2)];

    [Fact]
    public void Create_Defaults_IsThis() => Assert.Equal(
        """
        { "collectionName": "triad_x", "hnswConfig": { "m": "0", "efConstruct": "100", "payloadM": "16" }, "shardNumber": 1,
         "vectorsConfig": { "paramsMap": { "map": { "full": { "size": "4", "distance": "Dot" },
         "clip.v": { "size": "2", "distance": "Dot" } } } },
         "replicationFactor": 1, "writeConsistencyFactor": 1, "shardingMethod": "Custom",
         "strictModeConfig": { "enabled": true, "maxQueryLimit": 10000, "unindexedFilteringRetrieve": false,
         "unindexedFilteringUpdate": false,
         "searchMaxOversampling": 2, "upsertMaxBatchsize": "501", "filterMaxConditions": "2000" },
         "metadata": { "made_by": { "stringValue": "triad" }, "layout": { "integerValue": "1" },
         "space": { "stringValue": "x@0123456789abcdef" } } }
        """.ReplaceLineEndings(""),
        JsonFormatter.Default.Format(CollectionShape.Create("triad_x", "x@0123456789abcdef", Vectors, new())));

    [Fact]
    public void Create_WithQuantisationAndCopies_SaysSo()
    {
        var options = new QdrantVectorsOptions { Quantization = true, ReplicationFactor = 3, WriteConsistencyFactor = 2 };
        options.StrictMode = false;

        var made = CollectionShape.Create("triad_x", "x@0123456789abcdef", Vectors, options);
        var search = TenantRequests.To("triad_x", TenantId.From("acme"), options).Nearest("full", [1f, 0, 0, 0], [], [], 5, new(), false);

        Assert.Equal("""{ "scalar": { "type": "Int8", "quantile": 0.99 } }""", made.QuantizationConfig.ToString());
        Assert.Equal((3u, 2u), (made.ReplicationFactor, made.WriteConsistencyFactor));
        Assert.Null(made.StrictModeConfig);
        Assert.Equal("""{ "quantization": { "rescore": true, "oversampling": 2 } }""", search.Params.ToString());
    }

    [Fact]
    public void Indexes_AreThese() => Assert.Equal(
        """
        tenant Keyword { "keywordIndexParams": { "isTenant": true } }
        shard Integer { "integerIndexParams": { "lookup": true, "range": true, "enableHnsw": false } }
        video Keyword { "keywordIndexParams": { "enableHnsw": false } }
        generation Integer { "integerIndexParams": { "lookup": true, "range": true, "enableHnsw": false } }
        segment Integer { "integerIndexParams": { "lookup": true, "range": true, "enableHnsw": false } }
        level Integer { "integerIndexParams": { "lookup": true, "range": true, "enableHnsw": false } }
        start Integer { "integerIndexParams": { "lookup": true, "range": true, "enableHnsw": false } }
        end Integer { "integerIndexParams": { "lookup": true, "range": true, "enableHnsw": false } }
        duration Integer { "integerIndexParams": { "lookup": true, "range": true, "enableHnsw": false } }
        epoch Integer { "integerIndexParams": { "lookup": true, "range": true, "enableHnsw": false } }
        modalities Keyword { "keywordIndexParams": { "enableHnsw": false } }
        full Keyword { "keywordIndexParams": { "enableHnsw": false } }
        kind Keyword { "keywordIndexParams": { "enableHnsw": false } }
        tokens Keyword { "keywordIndexParams": { "enableHnsw": false } }
        numbers[].k Keyword { "keywordIndexParams": { "enableHnsw": false } }
        numbers[].v Float { "floatIndexParams": { "enableHnsw": false } }
        """,
        string.Join('\n', CollectionShape.Indexes.Select(index => $"{index.Field} {index.Type} {index.Params}")));
}
