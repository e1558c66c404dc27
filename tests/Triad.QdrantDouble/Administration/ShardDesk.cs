using Qdrant.Client.Grpc;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Administration;

/// <summary>Shard keys, what the cluster says of a collection, and copies between shards.</summary>
internal sealed class ShardDesk(Catalogue catalogue)
{
    /// <summary>Whether copies between shards wait until they are let go.</summary>
    public bool HoldsTransfers { get; set; }

    public CreateShardKeyResponse Create(CreateShardKeyRequest request)
    {
        Create(catalogue[request.CollectionName], request.Request);
        return new CreateShardKeyResponse { Result = true };
    }

    public DeleteShardKeyResponse Delete(DeleteShardKeyRequest request)
    {
        Delete(catalogue[request.CollectionName], request.Request);
        return new DeleteShardKeyResponse { Result = true };
    }

    public ListShardKeysResponse List(ListShardKeysRequest request) =>
        new() { ShardKeys = { catalogue[request.CollectionName].ShardKeys.Select(key => new ShardKeyDescription { Key = key }) } };

    public CollectionClusterInfoResponse Describe(CollectionClusterInfoRequest request)
    {
        var collection = catalogue[request.CollectionName];
        var answer = new CollectionClusterInfoResponse { PeerId = Peer.Id, ShardCount = (ulong)collection.Shards.Count };
        foreach (var shard in collection.Shards)
        {
            var info = new LocalShardInfo { ShardId = shard.Id, PointsCount = (ulong)shard.Points.Count, State = shard.State };
            if (shard.Key is not null)
                info.ShardKey = shard.Key;
            answer.LocalShards.Add(info);
        }

        answer.ShardTransfers.Add(collection.Transfers.Select(transfer => new ShardTransferInfo
        {
            ShardId = transfer.From.Id,
            ToShardId = transfer.To.Id,
            From = Peer.Id,
            To = Peer.Id,
            Sync = true,
        }));
        return answer;
    }

    public UpdateCollectionClusterSetupResponse Update(UpdateCollectionClusterSetupRequest request)
    {
        var collection = catalogue[request.CollectionName];
        switch (request.OperationCase)
        {
            case UpdateCollectionClusterSetupRequest.OperationOneofCase.CreateShardKey:
                Create(collection, request.CreateShardKey);
                break;
            case UpdateCollectionClusterSetupRequest.OperationOneofCase.DeleteShardKey:
                Delete(collection, request.DeleteShardKey);
                break;
            case UpdateCollectionClusterSetupRequest.OperationOneofCase.ReplicatePoints:
                Replicate(collection, request.ReplicatePoints);
                break;
            default:
                throw Refusal.Uncomputed($"the change {request.OperationCase} of the cluster");
        }

        return new UpdateCollectionClusterSetupResponse { Result = true };
    }

    /// <summary>Ends all copies between shards: what is to be copied is what is there now.</summary>
    public void EndTransfers()
    {
        foreach (var collection in catalogue.Collections)
        {
            foreach (var transfer in collection.Transfers.ToList())
                End(collection, transfer);
        }
    }

    /// <summary>Gives up all copies between shards: their targets are dead until a copy is started again.</summary>
    public void AbortTransfers()
    {
        foreach (var collection in catalogue.Collections)
        {
            collection.Transfers.ForEach(transfer => transfer.To.State = ReplicaState.Dead);
            collection.Transfers.Clear();
        }
    }

    private static void Create(DoubleCollection collection, CreateShardKey? request)
    {
        var key = request?.ShardKey;
        if (!key.IsGiven())
            throw Refusal.Malformed("Shard key is not specified");
        if (!collection.HasShardKeys)
            throw Refusal.BadRequest("Shard Key cannot be created with Auto sharding method");
        var state = request!.HasInitialState ? request.InitialState : ReplicaState.Active;
        if (state is not (ReplicaState.Active or ReplicaState.Partial))
            throw Refusal.BadRequest($"Initial state cannot be {state}, only Active or Partial are allowed");
        if (collection.HasShardKey(key!))
            throw Refusal.BadRequest($"Sharding key {key.Named()} already exists for collection {collection.Name}");
        collection.AddShardKey(key!, request.HasShardsNumber ? request.ShardsNumber : collection.Config.Params.ShardNumber, state);
    }

    private static void Delete(DoubleCollection collection, DeleteShardKey? request)
    {
        var key = request?.ShardKey;
        if (!key.IsGiven())
            throw Refusal.Malformed("Shard key is not specified");
        if (!collection.HasShardKeys)
            throw Refusal.BadRequest("Shard Key cannot be created with Auto sharding method");
        if (!collection.HasShardKey(key!))
            throw Refusal.BadRequest($"Sharding key {key.Named()} does not exist for collection {collection.Name}");
        collection.RemoveShardKey(key!);
    }

    // The target is Partial until the end, also one that others write to: so a copy into a shared shard stops its tenants.
    private void Replicate(DoubleCollection collection, ReplicatePoints request)
    {
        if (request.FromShardKey?.Equals(request.ToShardKey) == true)
            throw Refusal.InBody("replicate_points.to_shard_key", "Validation error: must be different from from_shard_key [{}]");
        var from = OnlyShard(collection, request.FromShardKey, "from");
        var to = OnlyShard(collection, request.ToShardKey, "to");
        if (collection.Transfers.Exists(transfer => transfer.From == from && transfer.To == to))
            throw Refusal.BadRequest($"Shard transfer {from.Id} -> {to.Id} is already in progress");
        to.State = ReplicaState.Partial;
        var transfer = new ShardTransfer(from, to, request.Filter);
        collection.Transfers.Add(transfer);
        if (!HoldsTransfers)
            End(collection, transfer);
    }

    private static Shard OnlyShard(DoubleCollection collection, ShardKey? key, string which)
    {
        if (!key.IsGiven())
            throw Refusal.Malformed($"{which}_shard_key is not specified");
        Shard[] shards = [.. collection.ShardsOf(key!)];
        return shards switch
        {
            [var only] => only,
            [] => throw Refusal.WrongInput($"Shard key {key.Named()} does not exist for collection {collection.Name}"),
            _ => throw Refusal.BadRequest(
                $"Only replicating {which} shard keys with exactly one shard is supported. "
                + $"Shard key {key.Named()} has {shards.Length} shards"),
        };
    }

    private static void End(DoubleCollection collection, ShardTransfer transfer)
    {
        var test = collection.Filters.Of(transfer.Filter);
        foreach (var point in transfer.From.Points.Values.Where(point => test(point)))
            transfer.To.Points[point.Key] = point.Copy();
        transfer.To.State = ReplicaState.Active;
        collection.Transfers.Remove(transfer);
    }
}
