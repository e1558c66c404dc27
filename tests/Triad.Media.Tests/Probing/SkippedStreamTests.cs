using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Media.Ffmpeg;
using Triad.Media.Tests.Fixtures;

namespace Triad.Media.Tests.Probing;

/// <summary>Every stream that a file has and its video lacks is told.</summary>
public sealed class SkippedStreamTests(MediaFixture media) : IClassFixture<MediaFixture>
{
    private static readonly string[] Picture = ["-f", "lavfi", "-i", "testsrc2=d=3:s=64x48:r=12"];
    private static readonly string[] Sound = ["-f", "lavfi", "-i", "sine=d=3"];

    [Fact]
    public async Task PictureOfACodecThatIsNotAllowed_Probed_IsTold()
    {
        var decoded = await media.DecodeAsync(media.Make("zmbv.avi", [.. Picture, .. Sound, "-c:v", "zmbv", "-c:a", "pcm_s16le"]));

        Assert.Null(decoded.Error);
        Assert.Equal(Modalities.Audio, decoded.Info!.Modalities);
        AssertOne(decoded, NoticeReason.CodecNotAllowed, new NoticeStream(0, "video", "zmbv"));
    }

    [Fact]
    public async Task OnlyACodecThatIsNotAllowed_Probed_IsUnsupportedAndNotDamaged()
    {
        var decoded = await media.DecodeAsync(media.Make("only.avi", [.. Picture, "-c:v", "zmbv"]));

        Assert.Equal(ErrorReason.MediaUnsupported, decoded.Error!.Reason);
        Assert.Contains("zmbv", decoded.Error.Message);
        Assert.DoesNotContain("damaged", decoded.Error.Message);
    }

    [Fact]
    public async Task PictureOfAnUnknownCodec_Probed_IsTold()
    {
        var bytes = await File.ReadAllBytesAsync(media.Make("known.avi", [.. Picture, .. Sound, "-c:v", "mpeg4", "-c:a", "pcm_s16le"]));
        for (int at; (at = bytes.AsSpan().IndexOf("FMP4"u8)) >= 0;)
            "ZZZZ"u8.CopyTo(bytes.AsSpan(at));

        var decoded = await media.DecodeAsync(media.Write("unknown.avi", bytes));

        Assert.Null(decoded.Error);
        AssertOne(decoded, NoticeReason.CodecUnknown, new NoticeStream(0, "video", ""));
        Assert.Contains("'ZZZZ'", decoded.Notices[0].Message);
    }

    [Fact]
    public async Task StreamsThatAreNotChosen_Probed_AreTold()
    {
        var captions = media.Write("in.srt", "1\n00:00:00,000 --> 00:00:01,000\nhello\n"u8.ToArray());
        var file = media.Make("many.mkv", [.. Picture, .. Picture, .. Sound, .. Sound, "-i", captions, "-map", "0", "-map", "1", "-map", "2", "-map", "3", "-map", "4", "-c:v", "ffv1", "-c:a", "pcm_s16le"]);

        var decoded = await media.DecodeAsync(file);

        Assert.Null(decoded.Error);
        Assert.True(decoded.Notices.Count == 3, decoded.Describe());
        Assert.All(decoded.Notices, notice => Assert.Equal(NoticeReason.StreamNotChosen, notice.Reason));
        Assert.All(decoded.Notices, notice => Assert.NotNull(notice.Remedy));
        Assert.Equal(["audio", "subtitle", "video"], decoded.Notices.Select(notice => notice.Stream!.Kind).Order());
    }

    [Fact]
    public async Task SoundThatIsDamaged_Decoded_IsToldWithItsStream()
    {
        var bytes = await File.ReadAllBytesAsync(media.Make("vorbis.mkv", [.. Picture, .. Sound, "-c:v", "ffv1", "-c:a", "libvorbis"]));
        var at = bytes.AsSpan().IndexOf("\u0005vorbis"u8);
        bytes.AsSpan(at + 7, 100).Fill(0xEE);

        var decoded = await media.DecodeAsync(media.Write("damaged.mkv", bytes));

        Assert.Null(decoded.Error);
        AssertOne(decoded, NoticeReason.Damaged, new NoticeStream(1, "audio", "vorbis"));
    }

    [Fact]
    public async Task HealthyFile_Decoded_HasNoNotices()
    {
        var decoded = await media.DecodeAsync(media.Make("healthy.mp4", [.. Picture, .. Sound, "-c:v", "libx264", "-c:a", "aac"]));

        Assert.Null(decoded.Error);
        Assert.Empty(decoded.Notices);
    }

    [Theory]
    [InlineData("dts", true)]
    [InlineData("h264", true)]
    [InlineData("zmbv", false)]
    [InlineData("", false)]
    public void Codec_AskedFor_IsKnownByItsOwnName(string codec, bool expected) => Assert.Equal(expected, AllowLists.Decodes(codec));

    private static void AssertOne(Decoded decoded, NoticeReason reason, NoticeStream stream)
    {
        var notice = Assert.Single(decoded.Notices);
        Assert.Equal((reason, stream), (notice.Reason, notice.Stream));
        Assert.NotNull(notice.Remedy);
    }
}
