using Qdrant.Client.Grpc;
using Triad.Doubles.Limits;
using Triad.Doubles.Payloads;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Administration;

/// <summary>Payload indexes and named vectors of a collection.</summary>
internal sealed class IndexDesk(Catalogue catalogue)
{
    public PointsOperationResponse Create(CreateFieldIndexCollection request)
    {
        var collection = catalogue[request.CollectionName];
        var index = FieldIndex.From(request);
        StrictMode.CheckIndex(collection, index);
        collection.Indexes.Put(index);
        return Answer(collection, request is { HasWait: true, Wait: true });
    }

    public PointsOperationResponse Delete(DeleteFieldIndexCollection request)
    {
        var collection = catalogue[request.CollectionName];
        collection.Indexes.Remove(PayloadPath.Parse(request.FieldName));
        return Answer(collection, request is { HasWait: true, Wait: true });
    }

    public PointsOperationResponse CreateVector(CreateVectorNameRequest request)
    {
        var collection = catalogue[request.CollectionName];
        var name = request.VectorName;
        var settings = collection.Config.Params;
        var hasDense = settings.VectorsConfig?.ParamsMap?.Map.ContainsKey(name) == true;
        var hasSparse = settings.SparseVectorsConfig?.Map.ContainsKey(name) == true;
        switch (request.VectorConfigCase)
        {
            case CreateVectorNameRequest.VectorConfigOneofCase.DenseConfig:
                if (hasSparse)
                    throw Refusal.WrongInput($"Vector `{name}` already exists as a sparse vector");
                CreateDense(settings, name, request.DenseConfig);
                break;
            case CreateVectorNameRequest.VectorConfigOneofCase.SparseConfig:
                if (hasDense)
                    throw Refusal.WrongInput($"Vector `{name}` already exists as a dense vector");
                CreateSparse(settings, name, request.SparseConfig);
                break;
            default:
                throw Refusal.Malformed("vector_config is not specified");
        }

        return Answer(collection, request is { HasWait: true, Wait: true });
    }

    public PointsOperationResponse DeleteVector(DeleteVectorNameRequest request)
    {
        var collection = catalogue[request.CollectionName];
        collection.Config.Params.VectorsConfig?.ParamsMap?.Map.Remove(request.VectorName);
        collection.Config.Params.SparseVectorsConfig?.Map.Remove(request.VectorName);
        foreach (var point in collection.Shards.SelectMany(shard => shard.Points.Values))
            point.Vectors.Remove(request.VectorName);
        return Answer(collection, request is { HasWait: true, Wait: true });
    }

    private static void CreateDense(CollectionParams settings, string name, DenseVectorCreationConfig config)
    {
        var vector = new VectorParams { Size = config.Size, Distance = config.Distance };
        vector.MultivectorConfig = config.MultivectorConfig?.Clone();
        if (config.HasDatatype)
            vector.Datatype = config.Datatype;
        var map = ((settings.VectorsConfig ??= new VectorsConfig()).ParamsMap ??= new VectorParamsMap()).Map;
        if (!map.TryGetValue(name, out var old))
            map[name] = vector;
        else if (old.Size != vector.Size || old.Distance != vector.Distance)
            throw Refusal.WrongInput($"Vector `{name}` already exists with a different configuration");
    }

    private static void CreateSparse(CollectionParams settings, string name, SparseVectorCreationConfig config)
    {
        var vector = new SparseVectorParams();
        if (config.HasModifier)
            vector.Modifier = config.Modifier;
        var map = (settings.SparseVectorsConfig ??= new SparseVectorConfig()).Map;
        if (!map.TryGetValue(name, out var old))
            map[name] = vector;
        else if (old.HasModifier != vector.HasModifier || old.Modifier != vector.Modifier)
            throw Refusal.WrongInput($"Sparse vector `{name}` already exists with a different configuration");
    }

    // Where there is no shard yet nothing was waited for.
    private static PointsOperationResponse Answer(DoubleCollection collection, bool waits) => new()
    {
        Result = new UpdateResult { Status = waits && collection.Shards.Count > 0 ? UpdateStatus.Completed : UpdateStatus.Acknowledged },
    };
}
