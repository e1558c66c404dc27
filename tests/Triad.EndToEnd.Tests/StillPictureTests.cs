using System.Diagnostics;
using Triad.Client;

namespace Triad.EndToEnd.Tests;

/// <summary>A still picture is a video of one frame: it goes in as every video does, and is found by itself.</summary>
public sealed class StillPictureTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private static readonly string Source = Path.Combine(Checkout.Samples, "sample-00.mp4");

    private readonly string _folder = Directory.CreateTempSubdirectory("triad-still-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("still.png")]
    [InlineData("still.jpg")]
    [InlineData("still.webp")]
    [InlineData("still.mp4")]
    public async Task Upload_Picture_IsReadyAndFoundByItself(string name)
    {
        var picture = await FrameAsync(name, at: 3);
        var id = name.Replace('.', '-');

        var video = await fixture.Client.Library.UploadAndWaitAsync(picture, new UploadOptions { VideoId = id });

        Assert.Equal((VideoState.Ready, 1), (video.State, video.SegmentCount));
        var segment = Assert.Single(await fixture.Client.Library.SegmentsAsync(id).ToListAsync());
        Assert.Equal(Modalities.Video, segment.Modalities);
        Assert.Equal(TimeSpan.Zero, segment.Span.Start);
        var query = new SearchQuery().WithImage(await File.ReadAllBytesAsync(await FrameAsync("query.png", at: 3)));
        var hits = await fixture.Client.Search.QueryAsync(query, new SearchOptions { Limit = 10 });
        Assert.True(hits.Hits.Single(hit => hit.VideoId == id).Score > 0.9, "The picture is not like itself.");
    }

    private async Task<string> FrameAsync(string name, int at)
    {
        var path = Path.Combine(_folder, name);
        using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-y", "-ss", $"{at}", "-i", Source, "-an", "-frames:v", "1", path]);
        await ffmpeg.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, ffmpeg.ExitCode);
        return path;
    }
}
