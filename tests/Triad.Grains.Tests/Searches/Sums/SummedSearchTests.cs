using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Tests.Searches.Frozen;
using Triad.Testing.Embedding;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Searches.Sums;

/// <summary>A model whose representations' scores are summed, from the upload to the hit, over an index that looks back.</summary>
public class SummedSearchTests
{
    private static readonly RepresentationName Pictures = MembersEmbedder.Pictures.Name;
    private static readonly RepresentationName Sound = MembersEmbedder.Sound.Name;
    private static readonly RepresentationName Words = MembersEmbedder.Words.Name;

    private protected virtual Task<IRemoteIndex?> StartIndexAsync() => Task.FromResult<IRemoteIndex?>(null);

    [Fact]
    public async Task Search_WithNothingNamed_AsksAllThatCanBeAskedAndSaysWhoSaidWhat()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index);

        var answer = Value(await AskAsync(platform, Text("a steam engine") with { Weight = 2 }));

        var first = answer.Hits[0];
        Assert.Equal(("train", Words.Value), (first.VideoId.Value, first.Representation.Value));
        Assert.Equal([Pictures.Value, Sound.Value, Words.Value], first.Members.Select(member => member.Representation.Value).Order());
        Assert.Equal(1, first.Members.Single(member => member.Representation == Words).Score, 5);
        Assert.Equal(2, first.Members.Single(member => member.Representation == Pictures).Weight, 5);
        foreach (var hit in answer.Hits)
        {
            Assert.Empty(hit.Contributions);
            Assert.Equal(hit.Score, hit.Members.Sum(member => member.Share), 4);
            Assert.Equal(hit.Representation, hit.Members[0].Representation);
            Assert.All(hit.Members, member => Assert.True(float.IsFinite(member.Standard)));
        }
    }

    [Fact]
    public async Task Search_ForTheNameOfASilentVideoWithoutCaptions_FindsIt()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index);

        Assert.Equal("car", Value(await AskAsync(platform, Text("car.mp4"))).Hits[0].VideoId.Value);
    }

    [Fact]
    public async Task Search_WithAStoredSegment_AsksEachVectorThatItHas()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index);

        var segments = Value(await AskAsync(platform, Stored("dog", 1))).Hits;
        var videos = Value(await AskAsync(platform, request => request with { Level = VectorLevel.Video }, Stored("dog"))).Hits;
        var others = Value(await AskAsync(platform, request => request with { ExcludeStored = true }, Stored("dog", 1))).Hits;
        var pictures = Value(await AskAsync(platform, Stored("dog", 1) with { Representation = Pictures })).Hits;

        Assert.Equal(("dog", 1, 3), (segments[0].VideoId.Value, segments[0].Segment.Index, segments[0].Members.Length));
        Assert.All(segments[0].Members, member => Assert.Equal(1, member.Score, 5));
        Assert.Equal(("dog", VectorPoint.WholeVideo), (videos[0].VideoId.Value, videos[0].Segment.Index));
        Assert.NotEmpty(others);
        Assert.DoesNotContain(others, hit => hit.VideoId.Value == "dog");
        Assert.Equal(("dog", 1, 1f), (pictures[0].VideoId.Value, pictures[0].Segment.Index, MathF.Round(pictures[0].Score, 4)));
        Assert.Empty(pictures[0].Members);
    }

    [Fact]
    public async Task Search_WithPartsOfSeveralKinds_SendsEachToThoseThatCanTakeIt()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index);

        var hit = Value(await AskAsync(platform, Clip("1 red dog", 3), Text("a steam engine", 1))).Hits[0];

        Assert.Equal(2, hit.Members.Single(member => member.Representation == Pictures).Weight, 5);
        Assert.Equal(1, hit.Members.Single(member => member.Representation == Sound).Weight, 5);
        Assert.Equal(0.25, hit.Members.Single(member => member.Representation == Words).Weight, 5);
    }

    [Fact]
    public async Task Search_AwayFromSomething_PutsItLast()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index);

        var hits = Value(await AskAsync(platform, Stored("dog", 1), Text("a steam engine", -3))).Hits;

        Assert.True(hits.Length > 3);
        Assert.Equal("train", hits[^1].VideoId.Value);
    }

    [Fact]
    public async Task Search_ThatIsNotForTheNamed_IsRefusedAndSaysWhy()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index);
        var vector = new SearchPart(
            SearchPartKind.Vector, 1, "", [], null, null, null, [.. Enumerable.Repeat(0.25f, MembersEmbedder.Pictures.Dimension)], null);

        var clip = await AskAsync(platform, request => request with { Targets = [Pictures, Words] }, Clip("1 red dog"));
        var part = await AskAsync(platform, request => request with { Targets = [Pictures] }, Stored("dog", 1) with { Representation = Sound }, Text("dog"));
        var either = await AskAsync(platform, vector);
        var named = await AskAsync(platform, request => request with { Targets = [Pictures] }, vector);

        Assert.All([clip, part, either], answer => Assert.Equal(ErrorReason.RepresentationUnavailable, answer.Error?.Reason));
        Assert.Contains("words.t cannot be asked with", clip.Error!.Message.Replace("'", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("one of the parts", part.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("options.representations", either.Error!.Remedy, StringComparison.Ordinal);
        Assert.True(named.IsOk);
    }

    [Theory]
    [InlineData(HitGrouping.Segment)]
    [InlineData(HitGrouping.Video)]
    public async Task Pages_WhileOthersWrite_AreTheRankingOfPageOne(HitGrouping grouping)
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index);
        var request = RequestOf("acme", Text("a steam engine")) with { Grouping = grouping, Explain = true };
        var whole = Value(await platform.Grains.Search().SearchAsync(request with { Limit = 100 }, default)).Hits;
        var paged = new List<SearchHit>();
        SearchPage? next = null;
        do
        {
            var answer = Value(await platform.Grains.Search().SearchAsync(request with { Limit = 2, After = next }, default));
            paged.AddRange(answer.Hits);
            next = answer.Next;
            if (paged.Count == 2)
                await UploadAsync(platform, "later", "2 red later", null);
        }
        while (next is not null);

        Assert.Equal(whole.Select(hit => (hit.VideoId, hit.Segment.Index, hit.Score)), paged.Select(hit => (hit.VideoId, hit.Segment.Index, hit.Score)));
        Assert.Equal(whole.Select(Told), paged.Select(Told));

        static string Told(SearchHit hit) => string.Join(' ', hit.Members.Select(member => $"{member.Representation} {member.Share:f3}"));
    }

    [Fact]
    public async Task Search_WithAFilter_HasTheSameScoresAsWithout()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index);
        var filter = new Filter([new VideoIn([VideoId.From("dog")])], [], []);

        var all = Value(await AskAsync(platform, Text("a steam engine"))).Hits.Where(hit => hit.VideoId.Value == "dog").ToList();
        var few = Value(await AskAsync(platform, request => request with { Filter = filter }, Text("a steam engine"))).Hits;

        Assert.Equal(all.Select(hit => (hit.Segment.Index, hit.Score)), few.Select(hit => (hit.Segment.Index, hit.Score)));
    }

    [Fact]
    public async Task Search_WhereTheModelLeavesAVectorOut_FindsByTheOthers()
    {
        await using var index = await StartIndexAsync();
        await using var platform = await StartAsync(index, new MembersEmbedder { LeavesOut = Sound });

        var hits = Value(await AskAsync(platform, Text("a steam engine"))).Hits;
        var refused = await AskAsync(platform, request => request with { Targets = [Sound] }, Text("a steam engine"));

        var train = Assert.Single(hits, hit => hit.VideoId.Value == "train");
        Assert.Equal([Pictures.Value, Words.Value], train.Members.Select(member => member.Representation.Value).Order());
        Assert.Equal(ErrorReason.RepresentationUnavailable, refused.Error?.Reason);
    }

    private static async Task<Platform> StartAsync(IRemoteIndex? index, MembersEmbedder? model = null)
    {
        var platform = await Platform.StartAsync(configure: services =>
        {
            services.AddSingleton<IModelCatalog>(new HashModelCatalog(model ?? new MembersEmbedder()));
            index?.AddTo(services);
        });
        await platform.OnboardAsync("acme");
        await UploadAsync(platform, "car", "1 red car", null);
        await UploadAsync(platform, "dog", "2 red dog", null);
        await UploadAsync(platform, "train", "1 red train", "a steam engine");
        return platform;
    }

    private static async Task UploadAsync(Platform platform, string video, string script, string? words)
    {
        var captions = words is null ? null : $"WEBVTT\n\n00:00.000 --> 00:08.000\n{words}\n";
        Value(await platform.UploadAsync("acme", video, script, captions));
        await platform.WaitAsync("acme", video, VideoStatus.Ready, VideoStatus.Failed);
    }

    private static Task<Result<SearchAnswer>> AskAsync(Platform platform, params SearchPart[] parts) =>
        AskAsync(platform, request => request, parts);

    private static Task<Result<SearchAnswer>> AskAsync(
        Platform platform, Func<SearchRequest, SearchRequest> change, params SearchPart[] parts) =>
        platform.Grains.Search().SearchAsync(change(RequestOf("acme", parts) with { Grouping = HitGrouping.Segment, Explain = true }), default);
}
