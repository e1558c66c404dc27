using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Triad.Core.Errors;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Tests.Faults;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Searches;

public sealed class HitTests
{
    private const string Captions = "1\n00:00:08,000 --> 00:00:12,000\na red car\n";

    [Fact]
    public async Task Hits_OfACaptionedVideo_CarryItsNameAndTheSegmentsText()
    {
        await using var platform = await StartAsync();
        await UploadAsync(platform);

        var hits = await SearchAsync(platform, request => request);
        var whole = Assert.Single(await SearchAsync(platform, request => request with { Level = VectorLevel.Video }));

        Assert.Equal(["", "a red car", ""], hits.OrderBy(hit => hit.Segment.Index).Select(hit => hit.Segment.Text));
        Assert.All(hits, hit => Assert.Equal("car.mp4", hit.Name));
        Assert.Equal(("car.mp4", string.Empty), (whole.Name, whole.Segment.Text));
    }

    [Fact]
    public async Task Hits_WhoseVideoDoesNotAnswer_ComeWithoutItsWords()
    {
        var faults = new FaultyCalls(nameof(IVideoGrain.HitTextsAsync), 1, _ => throw new TimeoutException("lost"));
        await using var platform = await StartAsync(configure: services => services.AddSingleton<IIncomingGrainCallFilter>(faults));
        await UploadAsync(platform);

        var hits = await SearchAsync(platform, request => request);

        Assert.Equal((3, 0), (hits.Count, faults.Left));
        Assert.All(hits, hit => Assert.Empty(hit.Name));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Vectors_OfHits_CrossOnlyWhereTheyAreExplained(bool explain)
    {
        var calls = new SeenCalls();
        await using var platform = await StartAsync(configure: services => services.AddSingleton<IIncomingGrainCallFilter>(calls));
        await UploadAsync(platform);

        var hits = await SearchAsync(platform, request => request with { Explain = explain });

        var crossed = Assert.Single(calls.Answers<Result<ShardHits>>("IIndexShardGrain.SearchAsync")).Value.Legs[0];
        Assert.Equal(3, crossed.Length);
        Assert.All(crossed, hit => Assert.Equal(explain, hit.Vector.Length > 0));
        Assert.All(hits, hit => Assert.Equal(explain, hit.Contributions.Length > 0));
    }

    [Fact]
    public async Task Search_AsksTheTenantOnce()
    {
        var calls = new SeenCalls();
        await using var platform = await StartAsync(configure: services => services.AddSingleton<IIncomingGrainCallFilter>(calls));
        await UploadAsync(platform);
        calls.Forget();

        await SearchAsync(platform, request => request);

        Assert.Equal(1, calls.Names.Count(name => name == "ITenantGrain.GetAsync"));
        Assert.Equal(1, calls.Names.Count(name => name == "IVideoGrain.HitTextsAsync"));
    }

    private static async Task UploadAsync(Platform platform)
    {
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "car", "3 red car", Captions));
        Assert.Equal(VideoStatus.Ready, (await platform.WaitAsync("acme", "car", VideoStatus.Ready, VideoStatus.Failed)).Status);
    }

    private static async Task<IReadOnlyList<SearchHit>> SearchAsync(Platform platform, Func<SearchRequest, SearchRequest> change) =>
        Value(await platform.Grains.Search().SearchAsync(change(RequestOf("acme", Text("red car"))), default)).Hits;
}
