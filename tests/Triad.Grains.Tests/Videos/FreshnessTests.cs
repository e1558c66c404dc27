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
