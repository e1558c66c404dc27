using Triad.Core.Identity;
using Triad.Core.Routing;

namespace Triad.Core.Tests.Routing;

public sealed class ShardRouterTests
{
    private static readonly TenantId Tenant = TenantId.From("acme");

    // FNV-1a of the video's id, modulo the number of shards: a video that moved to another shard would not be found.
    [Theory]
    [InlineData("clip", 1, 0)]
    [InlineData("clip", 2, 1)]
    [InlineData("clip", 3, 1)]
    [InlineData("clip", 4, 3)]
    [InlineData("clip", 256, 251)]
    [InlineData("video-0", 16, 9)]
    [InlineData("video-1", 16, 6)]
    [InlineData("video-2", 16, 3)]
    [InlineData("A.b_c-9", 256, 16)]
    public void Of_IsTheSameShardForEver(string video, int shards, int expected) =>
        Assert.Equal(new ShardId(Tenant, expected), ShardRouter.Of(Tenant, VideoId.From(video), shards));

    [Fact]
    public void Of_ManyVideos_FillsAllShardsAlike()
    {
        var counts = Enumerable.Range(0, 8000).CountBy(i => ShardRouter.Of(Tenant, VideoId.From($"video-{i}"), 8).Number).ToDictionary();

        Assert.Equal(8, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 800, 1200));
    }

    [Fact]
    public void Of_NoShards_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => ShardRouter.Of(Tenant, VideoId.From("clip"), 0));
}
