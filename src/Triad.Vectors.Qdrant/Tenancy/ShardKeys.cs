using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Collections;

namespace Triad.Vectors.Qdrant.Tenancy;

/// <summary>Shard keys of tenants: made, deleted, and in which state they are.</summary>
internal sealed class ShardKeys(QdrantCalls calls, QdrantVectorsOptions options)
{
    /// <summary>The states of a tenant's shards, one for each copy; empty where it has no key of its own.</summary>
    public async Task<Result<IReadOnlyList<Q.ReplicaState>>> StatesAsync(
        string collection,
        TenantId tenant,
        CancellationToken cancellationToken)
    {
        var info = await calls.AdministerAsync(
            "CollectionClusterInfo",
            (client, call) => client.CollectionClusterInfoAsync(new() { CollectionName = collection }, call),
            cancellationToken);
        if (!info.IsOk)
            return info.Error;
        var key = CollectionNaming.KeyOf(tenant);
        return Result<IReadOnlyList<Q.ReplicaState>>.Ok(
        [
            .. info.Value.LocalShards.Where(shard => shard.ShardKey?.Keyword == key).Select(shard => shard.State),
            .. info.Value.RemoteShards.Where(shard => shard.ShardKey?.Keyword == key).Select(shard => shard.State),
        ]);
    }

    /// <summary>Makes a tenant's key, which takes no reads yet. One that another made meanwhile will do.</summary>
    public async Task<Error?> CreateAsync(string collection, TenantId tenant, CancellationToken cancellationToken)
    {
        var request = new Q.CreateShardKeyRequest
        {
            CollectionName = collection,
            Request = new()
            {
                ShardKey = new() { Keyword = CollectionNaming.KeyOf(tenant) },
                ShardsNumber = (uint)options.ShardNumber,
                ReplicationFactor = (uint)options.ReplicationFactor,
                InitialState = Q.ReplicaState.Partial,
            },
        };
        var created = await calls.AdministerAsync(
            "CreateShardKey",
            (client, call) => client.CreateShardKeyAsync(request, call),
            cancellationToken);
        if (created.IsOk)
            return null;
        var states = await StatesAsync(collection, tenant, cancellationToken);
        return states is { IsOk: true, Value.Count: > 0 } ? null : created.Error;
    }

    /// <summary>Deletes a tenant's key with all that is under it.</summary>
    public async Task<Error?> DeleteAsync(string collection, TenantId tenant, CancellationToken cancellationToken)
    {
        var request = new Q.DeleteShardKeyRequest
        {
            CollectionName = collection,
            Request = new() { ShardKey = new() { Keyword = CollectionNaming.KeyOf(tenant) } },
        };
        var deleted = await calls.AdministerAsync(
            "DeleteShardKey",
            (client, call) => client.DeleteShardKeyAsync(request, call),
            cancellationToken);
        if (deleted.IsOk)
            return null;
        var states = await StatesAsync(collection, tenant, cancellationToken);
        return states is { IsOk: true, Value.Count: 0 } ? null : deleted.Error;
    }
}
