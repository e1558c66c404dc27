using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Modality;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Videos;
using Triad.Testing.Embedding;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Searches;

/// <summary>A model whose representations have heads, dimensions and spaces of their own, from the upload to the hit.</summary>
public sealed class RepresentationSearchTests
{
    private static readonly RepresentationName Pictures = TwoHeadsEmbedder.Pictures.Name;
    private static readonly RepresentationName Sound = TwoHeadsEmbedder.Sound.Name;

    [Fact]
    public async Task Search_StoredVectorOfAHead_FindsItselfUnderItsName()
    {
        await using var platform = await StartAsync();

        var segments = Value(await AskAsync(platform, Stored("car", 1) with { Representation = Pictures }, Pictures)).Hits;
        var videos = Value(await AskAsync(platform, Stored("car") with { Representation = Sound }, VectorLevel.Video, Sound)).Hits;

        Assert.Equal(("car", 1, "clip.v"), (segments[0].VideoId.Value, segments[0].Segment.Index, segments[0].Representation.Value));
        Assert.Equal(1, segments[0].Score, 5);
        Assert.Equal(4, segments.Length);
        Assert.Equal(("car", "clap.a"), (videos[0].VideoId.Value, videos[0].Representation.Value));
        Assert.Equal(1, videos[0].Score, 5);
    }

    [Fact]
    public async Task Search_TextOfEitherHead_IsAskedInItsOwnDimension()
    {
        await using var platform = await StartAsync();

        foreach (var name in new[] { Pictures, Sound })
        {
            var answer = Value(await AskAsync(platform, Text("car"), name));

            Assert.Equal(4, answer.Hits.Length);
            Assert.All(answer.Hits, hit => Assert.Equal(name, hit.Representation));
            Assert.All(answer.Hits, hit => Assert.Equal(hit.Score, hit.Contributions.Sum(share => share.Score), 5));
        }
    }

    [Fact]
    public async Task Search_QueryThatAHeadCannotTake_IsRefusedAndSaysWhy()
    {
        await using var platform = await StartAsync();

        var wrong = (await AskAsync(platform, Clip("1 red car"), Sound)).Error!;
        var vector = (await AskAsync(platform, Stored("car", 1) with { Representation = Pictures }, Sound)).Error!;
        var unknown = (await AskAsync(platform, Text("car"), RepresentationName.From("later.v"))).Error!;
        var full = (await platform.SearchAsync("acme", Text("car"))).Error!;

        Assert.All([wrong, vector, unknown, full], error => Assert.Equal(ErrorReason.RepresentationUnavailable, error.Reason));
        Assert.All([wrong, vector, unknown, full], error => Assert.Equal("options.representations", error.Field));
        Assert.Contains("cannot be asked with va", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be asked with 16 numbers", vector.Message, StringComparison.Ordinal);
        Assert.Contains("clip.v, clap.a", full.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_HeadsWhoseScoresCannotBeCompared_IsRefused()
    {
        await using var platform = await StartAsync();

        var refused = await AskAsync(platform, Text("car"), Pictures, Sound);

        Assert.Equal(ErrorReason.RepresentationUnavailable, refused.Error?.Reason);
        Assert.Contains("cannot be compared", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_Text_IsAVectorOfEachHead_AndSoundOfOne()
    {
        await using var platform = await StartAsync();

        var text = Value(await EmbedAsync(platform, Text("car"), Modalities.None));
        var sound = Value(await EmbedAsync(platform, Clip("1 red car"), Modalities.Audio));

        Assert.Equal([("clip.v", 16), ("clap.a", 24)], text.Vectors.Select(asking => (Assert.Single(asking.Representations).Value, asking.Vector.Length)));
        Assert.Equal("clap.a", Assert.Single(Assert.Single(sound.Vectors).Representations).Value);
    }

    [Fact]
    public async Task Embed_WithAFusionModel_IsOneVectorForAll()
    {
        await using var platform = await Platform.StartAsync(ingest: false);
        await platform.OnboardAsync("acme");

        var query = new SearchQuery([Text("car"), Text("dog", -0.5f)], SearchComposition.Auto);
        var embedded = Value(await platform.Grains.Embed().EmbedAsync(new EmbedQuery(TenantId.From("acme"), query, Modalities.None), default));

        Assert.Equal(["a", "full", "t", "ta", "tv", "tva", "v", "va"], Assert.Single(embedded.Vectors).Representations.Select(name => name.Value).Order(StringComparer.Ordinal));
    }

    private static async Task<Platform> StartAsync()
    {
        var platform = await Platform.StartAsync(
            configure: services => services.AddSingleton<IModelCatalog>(new HashModelCatalog(new TwoHeadsEmbedder())));
        await platform.OnboardAsync("acme");
        foreach (var video in new[] { "car", "dog" })
        {
            Value(await platform.UploadAsync("acme", video, $"2 red {video}"));
            var ready = await platform.WaitAsync("acme", video, VideoStatus.Ready, VideoStatus.Failed);
            Assert.Equal(["clap.a", "clip.v"], ready.Whole!.Representations.Select(name => name.Value).Order(StringComparer.Ordinal));
        }

        return platform;
    }

    private static Task<Result<SearchAnswer>> AskAsync(Platform platform, SearchPart part, params RepresentationName[] targets) =>
        AskAsync(platform, part, VectorLevel.Segment, targets);

    private static Task<Result<SearchAnswer>> AskAsync(Platform platform, SearchPart part, VectorLevel level, params RepresentationName[] targets) =>
        platform.Grains.Search().SearchAsync(RequestOf("acme", part) with { Targets = [.. targets], Level = level }, default);

    private static Task<Result<QueryVector>> EmbedAsync(Platform platform, SearchPart part, Modalities mask) => platform.Grains.Embed()
        .EmbedAsync(new EmbedQuery(TenantId.From("acme"), new SearchQuery([part], SearchComposition.Auto), mask), default);
}
