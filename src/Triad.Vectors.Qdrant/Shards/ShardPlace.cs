using Triad.Core.Identity;
using Triad.Vectors.Qdrant.Collections;
using Triad.Vectors.Qdrant.Requests;

namespace Triad.Vectors.Qdrant.Shards;

/// <summary>Where a shard is: its space's collection, and the requests to it.</summary>
internal sealed class ShardPlace(ShardId shard, SpaceId space, QdrantVectorsOptions options)
{
    public ShardId Shard => shard;

    public SpaceId Space => space;

    public string Collection { get; } = CollectionNaming.OfSpace(options.CollectionPrefix, space);

    public TenantRequests Requests { get; } =
        TenantRequests.To(CollectionNaming.OfSpace(options.CollectionPrefix, space), shard.Tenant, options);
}
