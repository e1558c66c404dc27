using System.Security.Cryptography;
using Triad.Testing.Platform;

namespace Triad.Client.Tests.Library;

public sealed class UploadTests : ClientTest
{
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(10_000);

    [Fact]
    public async Task Upload_Stream_ArrivesWhole()
    {
        var video = await Client.Library.UploadAsync(new MemoryStream(Content), new UploadOptions { VideoId = "clip" });

        Assert.Equal(Content, Script.Contents["clip"]);
        Assert.Equal(VideoState.Queued, video.State);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content)), video.Sha256);
    }

    [Fact]
    public async Task Upload_StreamInTheMiddle_SendsTheRest()
    {
        var stream = new MemoryStream(Content) { Position = 4000 };

        await Client.Library.UploadAsync(stream, new UploadOptions { VideoId = "clip" });

        Assert.Equal(Content[4000..], Script.Contents["clip"]);
        Assert.Equal(6000, Script.Uploads.Single().SizeBytes);
    }

    [Fact]
    public async Task Upload_WithProgress_ReportsEveryChunkInOrder()
    {
        var progress = new RecordedProgress<UploadProgress>();

        await Client.Library.UploadAsync(new MemoryStream(Content), new UploadOptions { VideoId = "clip", Progress = progress });

        Assert.Equal(10, progress.Reports.Count);
        Assert.Equal(1024, progress.Reports[0].SentBytes);
        Assert.Equal(new UploadProgress(10_000, 10_000), progress.Reports[^1]);
    }

    [Fact]
    public async Task Upload_BrokenOff_StartsAnewWithTheSameRequestId()
    {
        Script.BreakUploadAfter = 3000;

        await Client.Library.UploadAsync(new MemoryStream(Content), new UploadOptions { VideoId = "clip" });

        Assert.Equal(Content, Script.Contents["clip"]);
        Assert.Equal(2, Script.Uploads.Count);
        Assert.NotEmpty(Assert.Single(Script.Uploads.Select(header => header.RequestId).Distinct()));
    }

    [Fact]
    public async Task Upload_BrokenOffAndNotSeekable_Fails()
    {
        Script.BreakUploadAfter = 3000;

        await Assert.ThrowsAsync<TriadException>(() => Client.Library.UploadAsync(new ForwardOnlyStream(Content)));

        Assert.Single(Script.Uploads);
    }

    [Fact]
    public async Task Upload_NotSeekable_SendsNeitherSizeNorChecksum()
    {
        await Client.Library.UploadAsync(new ForwardOnlyStream(Content), new UploadOptions { VideoId = "clip" });

        var header = Assert.Single(Script.Uploads);
        Assert.Equal(0, header.SizeBytes);
        Assert.Empty(header.Sha256);
        Assert.Equal(Content, Script.Contents["clip"]);
    }

    [Fact]
    public async Task Upload_RefusedBeforeItsEnd_FailsWithThePlatformsReason()
    {
        var large = new MemoryStream(new byte[20_000_000]);

        var failure = await Assert.ThrowsAsync<TriadException>(
            () => Client.Library.UploadAsync(large, new UploadOptions { Name = "refused.mp4", VerifyChecksum = false }));

        Assert.Equal("LIMIT_EXCEEDED", failure.Reason);
        Assert.Equal("header.size_bytes", failure.Field);
    }

    [Fact]
    public async Task Upload_WithMetadataAndCaptions_SendsThem()
    {
        var options = new UploadOptions
        {
            VideoId = "clip",
            Metadata = new Dictionary<string, MetadataValue> { ["speaker"] = "Ada", ["year"] = 1843, ["live"] = true, ["tags"] = new[] { "a", "b" } },
            Captions = new Captions("WEBVTT"u8.ToArray(), CaptionFormat.WebVtt, "en"),
        };

        await Client.Library.UploadAsync(new MemoryStream(Content), options);
        var video = await Client.Library.GetAsync("clip");

        var captions = Assert.Single(Script.Uploads.Single().Captions);
        Assert.Equal(V1.CaptionFormat.Webvtt, captions.Format);
        Assert.Equal("Ada", video.Metadata["speaker"].Value);
        Assert.Equal(1843.0, video.Metadata["year"].Value);
        Assert.Equal(true, video.Metadata["live"].Value);
        Assert.Equal(new[] { "a", "b" }, video.Metadata["tags"].Value);
    }

    [Fact]
    public async Task UploadAndWait_File_IsReady()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.mp4");
        await File.WriteAllBytesAsync(path, Content);
        var progress = new RecordedProgress<VideoEvent>();
        try
        {
            var video = await Client.Library.UploadAndWaitAsync(path, new UploadOptions { VideoId = "clip" }, progress);

            Assert.Equal(VideoState.Ready, video.State);
            Assert.Equal(Path.GetFileName(path), video.Name);
            Assert.Equal("seen", video.Watermark);
            Assert.Equal([1L, 2, 3, 4], progress.Reports.Select(change => change.Sequence));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Wait_IngestFails_ThrowsTheVideosReason()
    {
        Script.Outcome = V1.VideoState.Failed;
        Store("clip");

        var failure = await Assert.ThrowsAsync<TriadException>(() => Client.Library.WaitAsync("clip"));

        Assert.Equal("MEDIA_CORRUPT", failure.Reason);
        Assert.Equal("clip", failure.Value);
    }

    [Fact]
    public async Task Upload_Cancelled_ThrowsOperationCancelled()
    {
        using var source = new CancellationTokenSource();
        var progress = new RecordedProgress<UploadProgress>(_ => source.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Client.Library.UploadAsync(new MemoryStream(Content), new UploadOptions { VideoId = "clip", Progress = progress }, source.Token));

        Assert.Empty(Script.Contents);
    }
}
