using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;

namespace Triad.Doubles.Administration;

/// <summary>The settings of a collection: a server's defaults, and what a request says otherwise.</summary>
internal static class CollectionSettings
{
    public static CollectionConfig Of(CreateCollection request)
    {
        var config = Defaults();
        if (request.HasShardNumber)
            config.Params.ShardNumber = request.ShardNumber;
        if (request.HasReplicationFactor)
            config.Params.ReplicationFactor = request.ReplicationFactor;
        if (request.HasWriteConsistencyFactor)
            config.Params.WriteConsistencyFactor = request.WriteConsistencyFactor;
        if (request.HasShardingMethod)
            config.Params.ShardingMethod = request.ShardingMethod;
#pragma warning disable CS0612 // The recorded server tells it under this name.
        config.Params.OnDiskPayload = !request.HasOnDiskPayload || request.OnDiskPayload;
#pragma warning restore CS0612
        config.Params.VectorsConfig = request.VectorsConfig?.Clone();
        config.Params.SparseVectorsConfig = request.SparseVectorsConfig?.Clone();
        config.Params.Payload = request.Payload?.Clone();
        config.QuantizationConfig = request.QuantizationConfig?.Clone();
        config.StrictModeConfig = request.StrictModeConfig?.Clone();
        Merge(config, request.HnswConfig, request.OptimizersConfig);
        if (request.WalConfig is not null)
            config.WalConfig.MergeFrom(request.WalConfig);
        Add(config.Metadata, request.Metadata);
        return config;
    }

    public static void Alter(CollectionConfig config, UpdateCollection request)
    {
        Merge(config, request.HnswConfig, request.OptimizersConfig);
        if (request.Params is { } settings)
        {
            if (settings.HasReplicationFactor)
                config.Params.ReplicationFactor = settings.ReplicationFactor;
            if (settings.HasWriteConsistencyFactor)
                config.Params.WriteConsistencyFactor = settings.WriteConsistencyFactor;
            if (settings.HasReadFanOutFactor)
                config.Params.ReadFanOutFactor = settings.ReadFanOutFactor;
        }

        if (request.StrictModeConfig is not null)
            (config.StrictModeConfig ??= new StrictModeConfig()).MergeFrom(request.StrictModeConfig);
        if (request.QuantizationConfig is not null)
            config.QuantizationConfig = Quantization(request.QuantizationConfig);
        AlterVectors(config.Params.VectorsConfig, request.VectorsConfig);
        foreach (var (name, settingsOfVector) in request.SparseVectorsConfig?.Map ?? [])
            config.Params.SparseVectorsConfig?.Map.GetValueOrDefault(name)?.MergeFrom(settingsOfVector);
        Add(config.Metadata, request.Metadata);
    }

    private static CollectionConfig Defaults() => new()
    {
        Params = new CollectionParams { ShardNumber = 1, ReplicationFactor = 1, WriteConsistencyFactor = 1 },
        HnswConfig = HnswDefaults(),
        OptimizerConfig = new OptimizersConfigDiff
        {
            DeletedThreshold = 0.2,
            VacuumMinVectorNumber = 1000,
            DefaultSegmentNumber = 0,
            IndexingThreshold = 10000,
            FlushIntervalSec = 5,
            MaxOptimizationThreads = new MaxOptimizationThreads { Setting = MaxOptimizationThreads.Types.Setting.Auto },
        },
        WalConfig = new WalConfigDiff { WalCapacityMb = 32, WalSegmentsAhead = 0, WalRetainClosed = 1 },
    };

    private static HnswConfigDiff HnswDefaults()
    {
        var settings = new HnswConfigDiff { M = 16, EfConstruct = 100, FullScanThreshold = 10000, MaxIndexingThreads = 0 };
#pragma warning disable CS0612 // The recorded server tells it under this name.
        settings.OnDisk = false;
#pragma warning restore CS0612
        return settings;
    }

    private static void Merge(CollectionConfig config, HnswConfigDiff? graph, OptimizersConfigDiff? optimizers)
    {
        if (graph is not null)
            config.HnswConfig.MergeFrom(graph);
        if (optimizers is not null)
            config.OptimizerConfig.MergeFrom(optimizers);
    }

    private static void AlterVectors(VectorsConfig? config, VectorsConfigDiff? diff)
    {
        if (diff?.Params is { } single && config?.Params is { } one)
            Alter(one, single);
        foreach (var (name, each) in diff?.ParamsMap?.Map ?? [])
        {
            if (config?.ParamsMap?.Map.TryGetValue(name, out var vector) != true)
                throw Refusal.WrongInput($"Not existing vector name error: {name}");
            Alter(vector!, each);
        }
    }

    private static void Alter(VectorParams vector, VectorParamsDiff diff)
    {
        if (diff.HnswConfig is not null)
            (vector.HnswConfig ??= new HnswConfigDiff()).MergeFrom(diff.HnswConfig);
        if (diff.QuantizationConfig is not null)
            vector.QuantizationConfig = Quantization(diff.QuantizationConfig);
    }

    private static QuantizationConfig? Quantization(QuantizationConfigDiff diff) => diff.QuantizationCase switch
    {
        QuantizationConfigDiff.QuantizationOneofCase.Scalar => new QuantizationConfig { Scalar = diff.Scalar.Clone() },
        QuantizationConfigDiff.QuantizationOneofCase.Product => new QuantizationConfig { Product = diff.Product.Clone() },
        QuantizationConfigDiff.QuantizationOneofCase.Binary => new QuantizationConfig { Binary = diff.Binary.Clone() },
        QuantizationConfigDiff.QuantizationOneofCase.Turboquant => new QuantizationConfig { Turboquant = diff.Turboquant.Clone() },
        _ => null,
    };

    private static void Add(MapField<string, Value> metadata, MapField<string, Value> given)
    {
        foreach (var (key, value) in given)
            metadata[key] = value.Clone();
    }
}
