using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Errors;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Searches;
using Triad.Grains.Tenants;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Searches.Frozen;

/// <summary>Pages while shards of the index do not answer.</summary>
public sealed class DegradedPagesTests
{
    private const int Shards = 3;

    [Fact]
    public async Task LaterPage_WhileAShardIsAway_IsMarked_AndWithoutAnyIsRefused()
    {
        await using var index = new CommittedIndex();
        await using var platform = await StartAsync(index);
        var request = await FillAsync(platform);
        var first = Value(await AskAsync(platform, request));

        index.Broken.Add(1);
        var degraded = Value(await AskAsync(platform, request with { After = first.Next }));
        index.Broken.UnionWith([0, 2]);
        var refused = await AskAsync(platform, request with { After = first.Next });
        index.Broken.Clear();
        var again = Value(await AskAsync(platform, request with { After = first.Next }));

        Assert.Equal((Shards, Shards - 1), (degraded.ShardsAsked, degraded.ShardsAnswered));
        Assert.Equal(ErrorReason.Unavailable, refused.Error?.Reason);
        Assert.Equal((Shards, Shards), (again.ShardsAsked, again.ShardsAnswered));
        Assert.Equal(request.Limit, again.Hits.Length);
    }

    [Fact]
    public async Task PageOne_WhileAShardIsAway_IsMarked_AndSoAreThoseAfterIt()
    {
        await using var index = new CommittedIndex();
        await using var platform = await StartAsync(index);
        var request = await FillAsync(platform);
        index.Broken.Add(2);

        var first = Value(await AskAsync(platform, request));
        index.Broken.Clear();
        var second = Value(await AskAsync(platform, request with { After = first.Next }));

        Assert.All([first, second], page => Assert.Equal((Shards, Shards - 1), (page.ShardsAsked, page.ShardsAnswered)));
    }

    [Fact]
    public async Task Search_WhileNoShardAnswers_IsRefusedAndCanBeRepeated()
    {
        await using var index = new CommittedIndex();
        await using var platform = await StartAsync(index);
        var request = await FillAsync(platform);
        index.Broken.UnionWith([0, 1, 2]);

        var refused = await AskAsync(platform, request);

        Assert.Equal((ErrorReason.Unavailable, true), (refused.Error?.Reason, refused.Error?.Retryable));
    }

    [Fact]
    public async Task FurtherHits_WhileAShardIsAway_AreThoseOfTheOthers()
    {
        await using var index = new CommittedIndex();
        await using var platform = await StartAsync(index, frozen: 5);
        var request = await FillAsync(platform);
        var first = Value(await AskAsync(platform, request));
        index.Broken.Add(0);

        var second = Value(await AskAsync(platform, request with { After = first.Next }));

        Assert.NotEmpty(second.Hits);
        Assert.Equal((Shards, Shards - 1), (second.ShardsAsked, second.ShardsAnswered));
        Assert.Empty(second.Hits.Select(hit => hit.PointId).Intersect(first.Hits.Select(hit => hit.PointId)));
    }

    private static Task<Platform> StartAsync(CommittedIndex index, int frozen = 1000) => Platform.StartAsync(
        ingest: false,
        configure: services =>
        {
            index.AddTo(services);
            services.Configure<TenantOptions>(options => options.ShardsPerTenant = Shards);
            services.Configure<SearchOptions>(options => options.FrozenHits = frozen);
        });

    /// <summary>Writes thirty segments; returns a search of pages of ten.</summary>
    private static async Task<SearchRequest> FillAsync(Platform platform)
    {
        await platform.OnboardAsync("acme");
        var library = new ShardLibrary(platform.Grains, "acme", Shards, 10);
        foreach (var video in Enumerable.Range(0, 15))
            await library.PutAsync($"v{video}", 2);
        var part = new SearchPart(SearchPartKind.Vector, 1, string.Empty, [], null, null, null, library.Vector(), null);
        return RequestOf("acme", part) with { Grouping = HitGrouping.Segment, Explain = false };
    }

    private static Task<Result<SearchAnswer>> AskAsync(Platform platform, SearchRequest request) =>
        platform.Grains.Search().SearchAsync(request, default);
}
