using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Shards;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Shards;

public sealed class IndexShardGrainTests
{
    private const string Space = "hash@0123456789abcdef";

    [Fact]
    public async Task Remove_BeforeAnythingWasWritten_FencesTheHostThatComesLate()
    {
        await using var platform = await StartAsync(ingest: false);
        var shard = platform.Grains.GetGrain<IIndexShardGrain>(IndexShardKey.Of(new ShardId(TenantId.From("acme"), 0)));

        Value(await shard.RemoveAsync("car", 1, default));

        Assert.Equal(ErrorReason.EpochStale, (await shard.StageAsync("car", 1, Space, 8, default)).Error?.Reason);
        Assert.Null((await shard.StageAsync("car", 2, Space, 8, default)).Error);
    }
}
