using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Videos;

namespace Triad.Grains.Tests.Videos;

/// <summary>After the death of a silo two activations of a video may live for a while: the one that does not work on it must not tell old news.</summary>
public sealed class FreshnessTests
{
    [Fact]
    public async Task Reader_OfAnActivationThatAnotherOneHasOvertaken_IsToldWhatTheOtherOneWrote()
    {
        await using var platform = await StartAsync();
        var before = await platform.WaitAsync("acme", "v", VideoStatus.Ready);

        await WriteElsewhereAsync(platform, state => state with { Name = "renamed.mp4" });

        var after = Platform.Value(await platform.Video("acme", "v").GetAsync(default));
        Assert.Equal("renamed.mp4", after.Name);
        Assert.NotEqual(before.Version, after.Version);
    }

    [Fact]
    public async Task Watcher_OfAnActivationThatAnotherOneHasOvertaken_IsToldWhatTheOtherOneWrote()
    {
        await using var platform = await StartAsync();
        var before = await platform.WaitAsync("acme", "v", VideoStatus.Ready);

        await WriteElsewhereAsync(platform, state => state with { Name = "renamed.mp4" });

        var after = Platform.Value(await platform.Video("acme", "v").WatchAsync(before.Version, default));
        Assert.Equal("renamed.mp4", after.Name);
    }

    [Fact]
    public async Task Reader_OfAVideoThatAnotherActivationHasErased_IsToldThatItIsGone()
    {
        await using var platform = await StartAsync();
        await platform.WaitAsync("acme", "v", VideoStatus.Ready);

        await WriteElsewhereAsync(platform, state => state with { Erased = true });

        Assert.Equal(ErrorReason.VideoNotFound, (await platform.Video("acme", "v").GetAsync(default)).Error?.Reason);
    }

    [Fact]
    public async Task Watcher_OfAnActivationThatKnowsOfNone_IsToldOfTheOneMadeElsewhere()
    {
        await using var platform = await StartAsync();
        await platform.WaitAsync("acme", "v", VideoStatus.Ready);
        Assert.Equal(ErrorReason.VideoNotFound, (await platform.Video("acme", "w").WatchAsync(0, default)).Error?.Reason);

        await MakeElsewhereAsync(platform);

        Assert.Equal("v.mp4", Platform.Value(await platform.Video("acme", "w").WatchAsync(0, default)).Name);
    }

    [Theory]
    [InlineData("begin")]
    [InlineData("delete")]
    [InlineData("expire")]
    [InlineData("confirm")]
    public async Task Caller_OfAnActivationThatKnowsOfNone_IsSentToTheOtherOne(string call)
    {
        await using var platform = await StartAsync();
        await platform.WaitAsync("acme", "v", VideoStatus.Ready);
        var video = platform.Video("acme", "w");
        await video.WatchAsync(0, default);
        await MakeElsewhereAsync(platform);

        var refused = call switch
        {
            "begin" => (await video.BeginAsync("host", default)).Error,
            "delete" => (await video.DeleteAsync(default)).Error,
            "expire" => (await video.ExpireAsync(default)).Error,
            _ => (await video.ConfirmAsync(default)).Error,
        };

        // Nothing was done because there seemed to be no video; the next call reaches it.
        Assert.Equal(ErrorReason.Unavailable, refused?.Reason);
        Assert.Equal("v.mp4", Platform.Value(await video.GetAsync(default)).Name);
    }

    // As an activation on another silo would that has created it.
    private static async Task MakeElsewhereAsync(Platform platform)
    {
        var storage = platform.ServicesOf(0).GetRequiredKeyedService<IGrainStorage>(GrainStorageNames.Grains);
        var known = new GrainState<VideoState>(new VideoState());
        await storage.ReadStateAsync("video", platform.Video("acme", "v").GetGrainId(), known);
        var made = new GrainState<VideoState>(known.State!);
        await storage.WriteStateAsync("video", platform.Video("acme", "w").GetGrainId(), made);
    }

    private static async Task<Platform> StartAsync()
    {
        var platform = await Platform.StartAsync(configure: services => services.Configure<VideoOptions>(options => options.FreshSeconds = 0));
        await platform.OnboardAsync("acme");
        Platform.Value(await platform.UploadAsync("acme", "v", "3 red car"));
        return platform;
    }

    // As an activation on another silo would.
    private static async Task WriteElsewhereAsync(Platform platform, Func<VideoState, VideoState> change)
    {
        var storage = platform.ServicesOf(0).GetRequiredKeyedService<IGrainStorage>(GrainStorageNames.Grains);
        var stored = new GrainState<VideoState>(new VideoState());
        var id = platform.Video("acme", "v").GetGrainId();
        await storage.ReadStateAsync("video", id, stored);
        Assert.True(stored.RecordExists);
        stored.State = change(stored.State!) with { Writes = stored.State!.Writes + 1 };
        await storage.WriteStateAsync("video", id, stored);
    }
}
