using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Shards;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Shards;

/// <summary>The writer of a shard, whatever silo it is on.</summary>
public abstract class IndexShardGrainTests
{
    private static readonly SpaceId Space = SpaceId.From("hash@0123456789abcdef");
    private static readonly VideoId Car = VideoId.From("car");

    private protected abstract Layout Layout { get; }

    [Fact]
    public async Task Remove_BeforeAnythingWasWritten_FencesTheHostThatComesLate()
    {
        await using var platform = await StartAsync(ingest: false, layout: Layout);
        var shard = platform.Grains.IndexShard(new ShardId(TenantId.From("acme"), 0));

        Value(await shard.RemoveAsync(Car, 1, default));

        Assert.Equal(ErrorReason.EpochStale, (await shard.StageAsync(Car, 1, Space, 8, default)).Error?.Reason);
        Assert.Null((await shard.StageAsync(Car, 2, Space, 8, default)).Error);
    }
}
