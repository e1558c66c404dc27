using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Searches;
using Triad.Grains.Tenants;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Searches.Frozen;

/// <summary>Pages over an index that cannot look back, whatever silos they are read on.</summary>
public abstract class FrozenPagesTests
{
    private const int Shards = 3;

    private protected abstract Layout Layout { get; }

    private protected virtual Task<IRemoteIndex> StartIndexAsync() => Task.FromResult<IRemoteIndex>(new CommittedIndex());

    [Theory]
    [InlineData(HitGrouping.Segment, 1)]
    [InlineData(HitGrouping.Video, 2)]
    [InlineData(HitGrouping.Segment, 3)]
    public async Task Pages_WhileOthersWrite_AreTheRankingOfPageOneLessWhatWentSince(HitGrouping grouping, int seed)
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index);
        var library = await FillAsync(platform, seed);
        var random = new Random(seed);
        for (var run = 0; run < 3; run++)
        {
            var request = Request(library, grouping) with { Limit = 4, Explain = run == 1 };
            var whole = Value(await AskAsync(platform, request with { Limit = 500 })).Hits;
            var answer = Value(await AskAsync(platform, request));
            Assert.Equal(whole.Take(4).Select(Identity), answer.Hits.Select(Identity));

            var place = 4;
            while (answer.Next is { } next)
            {
                await WriteAsync(library, random);
                answer = Value(await AskAsync(platform, request with { After = next }));

                var expected = new List<SearchHit>();
                for (; expected.Count < 4 && place < whole.Length; place++)
                    if (library.IsLive(whole[place].VideoId.Value, whole[place].Generation))
                        expected.Add(whole[place]);
                Assert.Equal(expected.Select(Identity), answer.Hits.Select(Identity));
                Assert.Equal(expected.Select(Details), answer.Hits.Select(Details));
                Assert.Equal((Shards, Shards), (answer.ShardsAsked, answer.ShardsAnswered));
                if (request.Explain)
                    Assert.All(answer.Hits, hit => Assert.Equal(hit.Score, hit.Contributions.Sum(share => share.Score), 5));
            }

            Assert.Equal(whole.Length, place);
        }
    }

    [Theory]
    [InlineData(HitGrouping.Segment, 4)]
    [InlineData(HitGrouping.Video, 5)]
    public async Task Pages_BeyondWhatWasFrozen_SkipNothingAndRepeatNothing(HitGrouping grouping, int seed)
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index, options => options.FrozenHits = 7);
        var library = await FillAsync(platform, seed);
        var random = new Random(seed);
        var request = Request(library, grouping) with { Limit = 3 };
        var whole = Value(await AskAsync(platform, request with { Limit = 500 })).Hits;
        var paged = new List<SearchHit>();
        for (SearchPage? next = null; ;)
        {
            var answer = Value(await AskAsync(platform, request with { After = next }));
            Assert.All(answer.Hits, hit => Assert.True(library.IsLive(hit.VideoId.Value, hit.Generation)));
            paged.AddRange(answer.Hits);
            if ((next = answer.Next) is null)
                break;
            await WriteAsync(library, random);
        }

        Assert.Distinct(paged.Select(hit => (hit.VideoId, grouping == HitGrouping.Video ? 0 : hit.Segment.Index)));
        var stayed = whole.Where(hit => library.IsLive(hit.VideoId.Value, hit.Generation)).ToList();
        Assert.NotEmpty(stayed);
        Assert.Equal(stayed.Select(Identity), paged.Select(Identity).Intersect(stayed.Select(Identity)));
    }

    [Fact]
    public async Task Page_ReadTwice_IsTheSame_AndTwoReadersGoOnTogether()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index, options => options.FrozenHits = 4);
        var library = await FillAsync(platform, 6);
        var request = Request(library, HitGrouping.Segment) with { Limit = 4 };
        var first = Value(await AskAsync(platform, request));

        var second = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AskAsync(platform, request with { After = first.Next })));
        var third = await Task.WhenAll(second.Select(page => AskAsync(platform, request with { After = Value(page).Next })));

        Assert.Single(second.Select(page => string.Join(' ', Value(page).Hits.Select(Identity))).Distinct());
        Assert.Single(third.Select(page => string.Join(' ', Value(page).Hits.Select(Identity))).Distinct());
        Assert.Empty(Value(second[0]).Hits.Select(Identity).Intersect(first.Hits.Concat(Value(third[0]).Hits).Select(Identity)));
    }

    [Fact]
    public async Task PageToken_OfAnotherTenant_FindsNoRanking()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index);
        var library = await FillAsync(platform, 7);
        await platform.OnboardAsync("rival");
        var request = Request(library, HitGrouping.Segment) with { Limit = 3 };
        var first = Value(await AskAsync(platform, request));

        var foreign = await AskAsync(platform, request with { TenantId = TenantId.From("rival"), After = first.Next });

        Assert.Equal((ErrorReason.PageTokenInvalid, "options.page_token"), (foreign.Error?.Reason, foreign.Error?.Field));
        Assert.Contains("Search anew", foreign.Error?.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PageToken_OfARankingThatIsLost_IsRefusedWithTheRemedy()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index);
        var library = await FillAsync(platform, 8);
        var request = Request(library, HitGrouping.Segment) with { Limit = 3 };
        var first = Value(await AskAsync(platform, request));

        foreach (var shelf in ShelvesOf(platform))
            shelf.Remove(new RankingKey(library.Tenant, first.Next!.Ranking!.Ranking));
        var late = await AskAsync(platform, request with { After = first.Next });
        var unknown = await AskAsync(platform, request with { After = first.Next! with { Ranking = null } });

        Assert.All([late, unknown], refused => Assert.Equal(ErrorReason.PageTokenInvalid, refused.Error?.Reason));
        Assert.All([late, unknown], refused => Assert.Contains("Search anew", refused.Error?.Remedy, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Search_ThatEndsWithPageOne_FreezesNothing()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index);
        var library = await FillAsync(platform, 9);

        var answer = Value(await AskAsync(platform, Request(library, HitGrouping.Video) with { Limit = 100 }));

        Assert.Null(answer.Next);
        Assert.All(ShelvesOf(platform), shelf => Assert.Equal(0, shelf.Bytes));
    }

    [Fact]
    public async Task Search_WhileGenerationsAreSwapped_SeesOneOfEachVideoWholly()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index);
        await OnboardAsync(platform);
        var library = new ShardLibrary(platform.Grains, "acme", Shards, 11);
        foreach (var video in Enumerable.Range(0, 3))
            await library.PutAsync($"v{video}", 3);
        var request = Request(library, HitGrouping.Segment) with { Limit = 500 };
        using var stop = new CancellationTokenSource();
        var swaps = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
                await library.PutAsync($"v{i % 3}", 3);
        });

        for (var i = 0; i < 60; i++)
        {
            var answer = await AskAsync(platform, request);
            if (answer.Error is { Reason: ErrorReason.Unavailable })
                continue; // All rounds met a swap; the client repeats.
            Assert.Equal(9, Value(answer).Hits.Length);
            Assert.All(
                Value(answer).Hits.GroupBy(hit => hit.VideoId), video => Assert.Single(video.Select(hit => hit.Generation).Distinct()));
        }

        await stop.CancelAsync();
        await swaps;
    }

    private static IEnumerable<RankingShelf> ShelvesOf(Platform platform) =>
        Enumerable.Range(0, platform.SiloCount).Select(silo => platform.ServicesOf(silo).GetRequiredService<RankingShelf>());

    private Task<Platform> StartAsync(IRemoteIndex index, Action<SearchOptions>? options = null) => Platform.StartAsync(
        ingest: false,
        layout: Layout,
        configure: services =>
        {
            index.AddTo(services);
            services.Configure<TenantOptions>(tenants => tenants.ShardsPerTenant = Shards);
            services.Configure(options ?? (_ => { }));
        });

    private static Task OnboardAsync(Platform platform) => platform.OnboardAsync("acme");

    private static async Task<ShardLibrary> FillAsync(Platform platform, int seed)
    {
        await OnboardAsync(platform);
        var library = new ShardLibrary(platform.Grains, "acme", Shards, seed);
        var random = new Random(seed);
        foreach (var video in Enumerable.Range(0, 14))
            await library.PutAsync($"v{video}", random.Next(1, 5));
        return library;
    }

    /// <summary>What happens between two pages: videos come, go, are ingested again, and wait for their publication.</summary>
    private static async Task WriteAsync(ShardLibrary library, Random random)
    {
        var live = library.Live.Keys.Order(StringComparer.Ordinal).ToList();
        switch (random.Next(4))
        {
            case 0:
                await library.PutAsync($"new{random.Next(1000)}", random.Next(1, 4));
                break;
            case 1 when live.Count > 8:
                await library.DeleteAsync(live[random.Next(live.Count)]);
                break;
            case 2:
                await library.PutAsync(live[random.Next(live.Count)], random.Next(1, 4));
                break;
            default:
                await library.StageAsync($"hidden{random.Next(1000)}", 2);
                break;
        }
    }

    private static SearchRequest Request(ShardLibrary library, HitGrouping grouping)
    {
        var part = new SearchPart(SearchPartKind.Vector, 1, string.Empty, [], null, null, null, library.Vector(), null);
        return RequestOf(library.Tenant.Value, part) with { Grouping = grouping, Explain = false };
    }

    private static Task<Result<SearchAnswer>> AskAsync(Platform platform, SearchRequest request) =>
        platform.Grains.Search().SearchAsync(request, default);

    private static string Identity(SearchHit hit) =>
        $"{hit.VideoId}/{hit.Generation}/{hit.Segment.Index}/{hit.Representation}/{hit.PointId}/{hit.Score:R}";

    private static (TimeSpan Start, TimeSpan End, TimeSpan Whole, string Metadata) Details(SearchHit hit)
    {
        var metadata = string.Join(' ', hit.Metadata.Select(TextOf).Order(StringComparer.Ordinal));
        return (hit.Segment.Start, hit.Segment.End, hit.VideoDuration, metadata);
    }

    private static string TextOf(KeyValuePair<string, MetadataValue> pair) => $"{pair.Key}={pair.Value.Text}{pair.Value.Number}";
}
