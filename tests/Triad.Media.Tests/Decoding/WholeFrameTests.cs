using Triad.Core.Media;
using Triad.Media.Tests.Fixtures;

namespace Triad.Media.Tests.Decoding;

/// <summary>Frames for models that resize pictures themselves.</summary>
public sealed class WholeFrameTests(MediaFixture media) : IClassFixture<MediaFixture>
{
    private static readonly DecodeSettings Whole = MediaFixture.Settings with { KeepsShape = true };

    [Theory]
    [InlineData("200x120", 64, 38)]
    [InlineData("48x90", 34, 64)]
    [InlineData("60x40", 60, 40)]
    public async Task Decode_Video_KeepsItsShapeWithinTheBounds(string size, int width, int height)
    {
        var path = media.Make($"whole-{size}.mkv", "-f", "lavfi", "-i", $"testsrc=size={size}:rate=6:duration=2", "-c:v", "ffv1");

        var decoded = await media.DecodeAsync(path, settings: Whole);

        var frames = Assert.Single(decoded.Segments).Frames!;
        Assert.Equal((width, height, 12), (frames.Width, frames.Height, frames.Count));
        Assert.Equal(width * height * 3 * 12, frames.Pixels.Length);
    }

    [Fact]
    public async Task Decode_Picture_GivesEveryPixelAsItIs()
    {
        var path = media.Make("whole.png", "-f", "lavfi", "-i", "testsrc=size=301x97:duration=1", "-frames:v", "1", "-pix_fmt", "rgb24");

        var decoded = await media.DecodeAsync(path, MediaKind.Image, Whole);

        var frames = Assert.Single(decoded.Segments).Frames!;
        Assert.Equal((301, 97, 1), (frames.Width, frames.Height, frames.Count));
        Assert.Equal(MediaFixture.Ffmpeg("-i", path, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"), frames.Pixels.ToArray());
    }

    [Theory]
    [InlineData(1, 300, 100, 255, 0)]
    [InlineData(3, 300, 100, 0, 255)]
    [InlineData(6, 100, 300, 255, 0)]
    [InlineData(8, 100, 300, 0, 255)]
    public async Task Decode_PictureThatItsFileTurns_IsUpright(byte orientation, int width, int height, byte red, byte blue)
    {
        var plain = media.Make(
            "turned.jpg", "-f", "lavfi", "-i", "color=red:size=150x100", "-f", "lavfi", "-i", "color=blue:size=150x100",
                "-filter_complex", "hstack", "-frames:v", "1");
        var path = media.Write($"turned-{orientation}.jpg", Turn(File.ReadAllBytes(plain), orientation));

        var decoded = await media.DecodeAsync(path, MediaKind.Image, Whole);

        var frames = Assert.Single(decoded.Segments).Frames!;
        Assert.Equal((width, height), (frames.Width, frames.Height));
        Assert.Equal((width, height), (decoded.Info!.Streams[0].Width, decoded.Info.Streams[0].Height));
        Assert.InRange(frames.Pixels.Span[0], Math.Max(0, red - 10), Math.Min(255, red + 10));
        Assert.InRange(frames.Pixels.Span[2], Math.Max(0, blue - 10), Math.Min(255, blue + 10));
    }

    // An EXIF block whose only field is the orientation, right behind the start of the file.
    private static byte[] Turn(byte[] jpeg, byte orientation) =>
    [
        .. jpeg.AsSpan(0, 2),
        0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
        0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        .. jpeg.AsSpan(2),
    ];
}
