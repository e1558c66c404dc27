using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Media.Tests.Fixtures;

namespace Triad.Media.Tests.Decoding;

/// <summary>The first frame counts, however short it is shown.</summary>
public sealed class ShortPictureTests(MediaFixture media) : IClassFixture<MediaFixture>
{
    [Theory]
    [InlineData("one.mp4", "1")]
    [InlineData("one.mkv", "1")]
    [InlineData("two.mp4", "2")]
    [InlineData("one.ts", "1")]
    public async Task VideoShorterThanATick_Decoded_HasItsFirstFrame(string name, string frames)
    {
        var file = media.Make(name, "-f", "lavfi", "-i", "testsrc2=s=64x48:r=25", "-frames:v", frames, "-c:v", "libx264");

        var decoded = await media.DecodeAsync(file);

        Assert.Null(decoded.Error);
        var segment = Assert.Single(decoded.Segments);
        Assert.Equal(1, segment.Frames!.Count);
        Assert.Equal(0, segment.Span.Start.TotalSeconds);
        Assert.InRange(segment.Span.End.TotalSeconds, 0.01, 0.17);
        Assert.Empty(decoded.Failures);
    }

    [Fact]
    public async Task OneFrameUnderSound_Decoded_IsInTheFirstSegment()
    {
        var file = media.Make("cover.mp4", "-f", "lavfi", "-i", "sine=d=6", "-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=0.04", "-c:v", "libx264", "-c:a", "aac");

        var decoded = await media.DecodeAsync(file);

        Assert.Null(decoded.Error);
        Assert.Equal(Modalities.Video | Modalities.Audio, decoded.Info!.Modalities);
        Assert.Equal(1, Assert.Single(decoded.Segments).Frames!.Count);
        Assert.InRange(decoded.Samples.Length / 16000d, 5.9, 6.2);
        Assert.Empty(decoded.Failures);
    }

    [Theory]
    [InlineData("still.png")]
    [InlineData("still.jpg")]
    [InlineData("still.webp")]
    [InlineData("still.bmp")]
    [InlineData("still.tiff")]
    [InlineData("still.gif")]
    public async Task StillPicture_DecodedAsVideo_IsAVideoOfOneFrame(string name)
    {
        var file = media.Make(name, "-f", "lavfi", "-i", "testsrc2=s=80x60", "-frames:v", "1");

        var decoded = await media.DecodeAsync(file);

        Assert.Null(decoded.Error);
        Assert.Equal(Modalities.Video, decoded.Info!.Modalities);
        var segment = Assert.Single(decoded.Segments);
        Assert.Equal(1, segment.Frames!.Count);
        Assert.True(segment.Span.End > segment.Span.Start);
        Assert.Empty(decoded.Notices);
        Assert.Equal((await media.DecodeAsync(file, MediaKind.Image)).Pixels, decoded.Pixels);
    }
}
