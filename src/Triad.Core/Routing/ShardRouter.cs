using Triad.Core.Identity;

namespace Triad.Core.Routing;

/// <summary>Decides which of a tenant's shards holds a video. All segments of a video are in one shard.</summary>
public static class ShardRouter
{
    /// <summary>Numbers of shards that one lineage of a tenant's vectors has, used or not: lineage n has those from n times this. Stored for ever.</summary>
    public const int ShardsOfLineage = 256;

    /// <summary>The first shard of a lineage.</summary>
    public static int FirstOf(int lineage) => lineage * ShardsOfLineage;

    /// <summary>The shard of a video among the <paramref name="shardCount"/> shards of a lineage.</summary>
    public static ShardId Of(TenantId tenant, VideoId video, int shardCount, int lineage) =>
        new(tenant, FirstOf(lineage) + Of(tenant, video, shardCount).Number);

    /// <summary>The shard of a video among <paramref name="shardCount"/> shards, at least 1.</summary>
    public static ShardId Of(TenantId tenant, VideoId video, int shardCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shardCount, 1);
        return new ShardId(tenant, (int)(StableHash.Of(video.Value) % (uint)shardCount));
    }
}
