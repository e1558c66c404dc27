using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Searches;
using Triad.Grains.Tenants;
using Triad.Grains.Tests.Faults;
using Triad.Testing.Time;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Searches;

public sealed class WatermarkTests
{
    private const int Shards = 3;

    [Fact]
    public async Task Search_ForAWatermarkOfManyShards_WaitsForThemAllAtOnce()
    {
        // None of the shards answers before all have been asked: one after another they would never.
        var calls = new MeetingCalls(nameof(IIndexShardGrain.WaitAsync), Shards);
        await using var platform = await StartAsync(calls);

        var answer = await SearchAsync(platform, Enumerable.Range(0, Shards).Select(shard => new ShardSequence(shard, 0)))
            .WithinAsync("a search that waits for three shards");

        Assert.True(answer.IsOk, answer.Error?.Message);
    }

    [Fact]
    public async Task Search_ForAWatermarkThatIsNotReached_EndsByOneDeadline()
    {
        await using var platform = await StartAsync(options: options => options.WatermarkTimeoutSeconds = 0.2);

        var answer = await SearchAsync(platform, Enumerable.Range(0, Shards).Select(shard => new ShardSequence(shard, 1000)))
            .WithinAsync("a search that waits in vain");

        Assert.Equal(ErrorReason.TimedOut, answer.Error?.Reason);
        Assert.NotNull(answer.Error?.Remedy);
    }

    [Theory]
    [InlineData(Shards)]
    [InlineData(-1)]
    public async Task Search_ForAShardThatTheTenantLacks_IsRefusedBeforeItWaits(int shard)
    {
        await using var platform = await StartAsync();

        var answer = await SearchAsync(platform, [new ShardSequence(0, 1000), new ShardSequence(shard, 1)]);

        Assert.Equal(ErrorReason.WatermarkInvalid, answer.Error?.Reason);
    }

    [Fact]
    public async Task Search_WhereTooManyWait_IsRefusedWithAHint()
    {
        var calls = new MeetingCalls(nameof(IIndexShardGrain.WaitAsync), 2);
        await using var platform = await StartAsync(calls, options => options.MaxWaitingWatermarks = 1);
        var first = SearchAsync(platform, [new ShardSequence(0, 0)]);
        await calls.Arrived.WithinAsync("the first search to wait");

        var second = await SearchAsync(platform, [new ShardSequence(0, 0)]);
        calls.Release();

        Assert.Equal(ErrorReason.QueueFull, second.Error?.Reason);
        Assert.NotNull(second.Error?.RetryAfter);
        Assert.True((await first.WithinAsync("the first search")).IsOk);
    }

    private static async Task<Platform> StartAsync(MeetingCalls? calls = null, Action<SearchOptions>? options = null)
    {
        var platform = await Platform.StartAsync(ingest: false, configure: services =>
        {
            services.Configure<TenantOptions>(tenants => tenants.ShardsPerTenant = Shards);
            services.Configure<SearchOptions>(search => options?.Invoke(search));
            if (calls is not null)
                services.AddSingleton<IIncomingGrainCallFilter>(calls);
        });
        await platform.OnboardAsync("acme");
        return platform;
    }

    private static Task<Result<SearchAnswer>> SearchAsync(Platform platform, IEnumerable<ShardSequence> watermark) =>
        platform.Grains.Search().SearchAsync(RequestOf("acme", Text("car")) with { WaitFor = [.. watermark] }, default);
}
