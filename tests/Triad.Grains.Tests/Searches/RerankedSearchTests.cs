using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Core.Indexing;
using Triad.Core.Usage;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Searches;
using Triad.Grains.Tests.Searches.Frozen;
using Triad.Grains.Tests.Usage;
using Triad.Testing.Embedding;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Searches;

/// <summary>A model that compares a text with what it keeps of segments, from the upload to the hit, over an index that looks back.</summary>
public class RerankedSearchTests
{
    private protected virtual Task<IRemoteIndex?> StartIndexAsync() => Task.FromResult<IRemoteIndex?>(null);

    [Fact]
    public async Task Search_WithAText_IsInTheOrderOfTheComparison()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index);

        var hits = Value(await platform.Grains.Search().SearchAsync(Request(Text("a steam engine")), default)).Hits;
        var named = Value(await platform.Grains.Search().SearchAsync(
            Request(Text("a steam engine")) with { Targets = [ComparingEmbedder.Pictures.Name] }, default)).Hits;

        Assert.Equal(6, hits.Length);
        Assert.All(hits, hit => Assert.Equal(ComparingEmbedder.Pictures.Name, hit.Representation));
        Assert.Equal(named.Select(hit => hit.PointId).Reverse(), hits.Select(hit => hit.PointId));
        Assert.Equal(named.Select(hit => hit.Score).OrderDescending(), named.Select(hit => hit.Score));
    }

    [Fact]
    public async Task Search_WithAText_IsBilledForTheComparison()
    {
        await using var index = await StartIndexAsync();
        var meter = new NotedUsage();
        await using var platform = await StartAsync(index, meter.Into);

        Value(await platform.Grains.Search().SearchAsync(Request(Text("a steam engine")), default));
        Value(await platform.Grains.Search().SearchAsync(Request(Stored("dog", 1)), default));

        var rerank = meter.Noted.Where(noted => noted.Labels.Source == UsageSources.Rerank || noted.Kind == UsageKinds.RerankedHits).ToList();
        Assert.Equal(
            [(UsageKinds.EmbedSeconds, "tv", 0.018m), (UsageKinds.RerankedHits, "", 6m)],
            rerank.Select(noted => (noted.Kind, noted.Labels.Modality, noted.Amount)));
        Assert.All(rerank, noted => Assert.Equal(("acme", HashEmbedder.Package), (noted.Tenant.Value, noted.Labels.Package)));
    }

    [Fact]
    public async Task Search_WithAText_TellsWhatWasComputed_AndIsChargedForItWhereItFails()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index, quotas: TenantQuotas.None with { EmbedSecondsPerDay = 1000 });
        var search = platform.Grains.Search();
        async Task<double> UsedAsync() => Value(await platform.Quota("acme").UseAsync(default)).EmbedSecondsToday;

        // A millisecond for each of six segments; the last are counted a moment after their video is ready.
        while (await UsedAsync() < 0.0055)
            await Task.Yield();

        var answer = Value(await search.SearchAsync(Request(Text("a steam engine")), default));
        var elsewhere = new SearchPage(answer.Space, [], new ScoreCursor(0, answer.Hits[0].PointId));
        var failed = await search.SearchAsync(Request(Text("a steam engine")) with { After = elsewhere }, default);

        // A millisecond for the text, and three for each of six hits.
        Assert.Equal(TimeSpan.FromMilliseconds(1 + (3 * 6)), answer.Compute);
        Assert.False(failed.IsOk);
        Assert.Equal(0.007, await UsedAsync(), 6);
    }

    [Fact]
    public async Task Search_ByAPicture_IsInTheOrderOfScores()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index);

        var hits = Value(await platform.Grains.Search().SearchAsync(Request(Stored("dog", 1)), default)).Hits;

        Assert.Equal(("dog", 1), (hits[0].VideoId.Value, hits[0].Segment.Index));
    }

    [Fact]
    public async Task Pages_OfAComparison_AreTheWholeInOrder()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index);
        var whole = Value(await platform.Grains.Search().SearchAsync(Request(Text("a steam engine")), default)).Hits;
        var paged = new List<SearchHit>();
        SearchPage? next = null;
        do
        {
            var answer = Value(await platform.Grains.Search().SearchAsync(Request(Text("a steam engine")) with { Limit = 2, After = next }, default));
            paged.AddRange(answer.Hits);
            next = answer.Next;
        }
        while (next is not null);

        Assert.Equal(whole.Select(hit => hit.PointId), paged.Select(hit => hit.PointId));
    }

    [Fact]
    public async Task WholeVideos_HaveNothingThatIsOnlyKept()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index);

        var videos = Value(await platform.Grains.Search().SearchAsync(Request(Text("a steam engine")) with { Level = VectorLevel.Video }, default)).Hits;

        Assert.Equal(videos.Select(hit => hit.Score).OrderDescending(), videos.Select(hit => hit.Score));
        Assert.Equal(3, videos.Length);
    }

    [Fact]
    public void Ordered_HitsOfWhichNothingIsKept_StayInTheirPlaces()
    {
        string[] hits = ["a", "b", "c", "d", "e"];

        var ordered = HitReranker.Ordered(hits, [0, 2, 3], [1, 3, 2]);

        Assert.Equal(["c", "b", "d", "a", "e"], ordered);
    }

    private static SearchRequest Request(params SearchPart[] parts) => RequestOf("acme", parts) with { Grouping = HitGrouping.Segment, Limit = 50 };

    private static async Task<Platform> StartAsync(IRemoteIndex? index, Action<IServiceCollection>? configure = null, TenantQuotas? quotas = null)
    {
        var platform = await Platform.StartAsync(configure: services =>
        {
            services.AddSingleton<IModelCatalog>(new HashModelCatalog(new ComparingEmbedder()));
            index?.AddTo(services);
            configure?.Invoke(services);
        });
        await platform.OnboardAsync("acme", quotas);
        foreach (var (video, script) in ((string, string)[])[("car", "1 red car"), ("dog", "2 red dog"), ("train", "3 red train")])
        {
            Value(await platform.UploadAsync("acme", video, script, null));
            await platform.WaitAsync("acme", video, VideoStatus.Ready, VideoStatus.Failed);
        }

        return platform;
    }
}
