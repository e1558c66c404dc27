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

namespace Triad.Grains.Tests.Videos;

/// <summary>A package says which vectors are stored; that is what there is of segments and of whole videos, and what a search may name.</summary>
public sealed class RepresentationTests
{
    private const Modalities Both = Modalities.Video | Modalities.Audio;

    // The captions begin with the second segment.
    private const string Captions = "1\n00:00:08,000 --> 00:00:16,000\na red car\n";

    [Fact]
    public async Task OnlyFull_StoresOneVectorOfEach()
    {
        await using var platform = await StartAsync(full: true);
        await UploadAsync(platform);

        Assert.Equal(["0:va", "1:tva", "-1:tva"], await StoredAsync(platform, []));
        Assert.Equal(["0:va"], await StoredAsync(platform, [Both]));
        Assert.Empty(await StoredAsync(platform, [Modalities.Video]));
    }

    [Fact]
    public async Task FullAndVa_StoresBoth()
    {
        await using var platform = await StartAsync(full: true, Both);
        var ready = await UploadAsync(platform);

        Assert.Equal(["0:va", "1:tva", "-1:tva"], await StoredAsync(platform, []));
        Assert.Equal(["0:va", "1:va", "-1:va"], await StoredAsync(platform, [Both]));
        Assert.Equal([Both, Modalities.All], ready.Whole!.Representations.Select(name => name.Mask).Order());
    }

    [Fact]
    public async Task WithoutFull_IsSearchedByNameOnly()
    {
        await using var platform = await StartAsync(full: false, Both, Modalities.Text);
        await UploadAsync(platform);

        Assert.Equal(["0:va", "1:va", "-1:va"], await StoredAsync(platform, [Both]));
        Assert.Equal(["1:t", "-1:t"], await StoredAsync(platform, [Modalities.Text]));
        var refused = await platform.SearchAsync("acme", Text("car"));
        var unknown = await SearchAsync(platform, VectorLevel.Segment, [Modalities.Audio]);
        Assert.Equal((ErrorReason.RepresentationUnavailable, "options.representations"), (refused.Error?.Reason, refused.Error?.Field));
        Assert.Contains("va, t", refused.Error!.Remedy, StringComparison.Ordinal);
        Assert.Equal(ErrorReason.RepresentationUnavailable, unknown.Error?.Reason);
    }

    [Fact]
    public async Task VideoThatHasNoneOfThem_FailsAndSaysWhatToDo()
    {
        await using var platform = await StartAsync(full: false, Modalities.Text);
        var failed = await UploadAsync(platform, captions: null);

        Assert.Equal((VideoStatus.Failed, ErrorReason.RepresentationUnavailable), (failed.Status, failed.Failure?.Reason));
        Assert.NotNull(failed.Failure!.Remedy);
    }

    private static async Task<Platform> StartAsync(bool full, params Modalities[] stored)
    {
        var embedder = new HashEmbedder { Model = new HashEmbedder().Model with { StoreFull = full, Stored = stored } };
        var platform = await Platform.StartAsync(configure: services => services.AddSingleton<IModelCatalog>(new HashModelCatalog(embedder)));
        await platform.OnboardAsync("acme");
        return platform;
    }

    private static async Task<VideoSnapshot> UploadAsync(Platform platform, string? captions = Captions)
    {
        Value(await platform.UploadAsync("acme", "car", "2 red car", captions));
        return await platform.WaitAsync("acme", "car", VideoStatus.Ready, VideoStatus.Failed);
    }

    private static async Task<string[]> StoredAsync(Platform platform, Modalities[] targets)
    {
        var segments = Value(await SearchAsync(platform, VectorLevel.Segment, targets)).Hits;
        var videos = Value(await SearchAsync(platform, VectorLevel.Video, targets)).Hits;
        return [.. segments.OrderBy(hit => hit.Segment.Index).Concat(videos).Select(hit => $"{hit.Segment.Index}:{hit.Representation}")];
    }

    private static Task<Core.Errors.Result<SearchAnswer>> SearchAsync(Platform platform, VectorLevel level, Modalities[] targets) =>
        platform.Grains.Search().SearchAsync(RequestOf("acme", Text("car")) with { Level = level, Targets = [.. targets.Select(RepresentationName.Of)] }, default);
}
