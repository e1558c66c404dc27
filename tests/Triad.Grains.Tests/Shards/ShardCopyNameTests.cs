using Triad.Core.Identity;
using Triad.Grains.Shards;

namespace Triad.Grains.Tests.Shards;

public sealed class ShardCopyNameTests
{
    private static readonly ShardId Shard = new(TenantId.From("acme"), 3);

    [Fact]
    public void Name_OfACopy_TellsItsEpoch()
    {
        Assert.Equal("shard.0003.12-2", ShardCopyName.Of(Shard, 12, 2));
        Assert.Equal(12, ShardCopyName.EpochOf(Shard, ShardCopyName.Of(Shard, 12, 2)));
    }

    [Theory]
    [InlineData("shard.0003.odd", 0L)]
    [InlineData("shard.0004.12-2", null)]
    [InlineData("source.12", null)]
    public void Epoch_OfAnotherBlob_IsNone(string blob, long? epoch) => Assert.Equal(epoch, ShardCopyName.EpochOf(Shard, blob));
}
