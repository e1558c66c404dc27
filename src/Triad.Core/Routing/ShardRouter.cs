using Triad.Core.Identity;

namespace Triad.Core.Routing;

/// <summary>Decides which of a tenant's shards holds a video. All segments of a video are in one shard.</summary>
public static class ShardRouter
{
    /// <summary>The shard of a video among <paramref name="shardCount"/> shards, at least 1.</summary>
    public static ShardId Of(TenantId tenant, VideoId video, int shardCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shardCount, 1);
        return new ShardId(tenant, (int)(StableHash.Of(video.Value) % (uint)shardCount));
    }
}
