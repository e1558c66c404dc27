using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Media.Tests.Fixtures;

namespace Triad.Media.Tests.Decoding;

/// <summary>Whole files through real FFmpeg, compared with plain calls of it.</summary>
public sealed class DecodeTests(MediaFixture media) : IClassFixture<MediaFixture>
{
    private static readonly string[] Video10 = ["-f", "lavfi", "-i", "testsrc2=d=10:s=160x120:r=25"];
    private static readonly string[] Sound10 = ["-f", "lavfi", "-i", "sine=440:d=10"];

    [Fact]
    public async Task FramesAndSound_Decoded_EqualPlainFfmpeg()
    {
        var file = media.Make("plain.mp4", [.. Video10, .. Sound10, "-c:v", "libx264", "-c:a", "aac"]);

        var decoded = await media.DecodeAsync(file);

        Assert.Null(decoded.Error);
        Assert.Empty(decoded.Failures);
        Assert.Equal(PlainFrames(file), decoded.Pixels);
        Assert.Equal(PlainSound(file), decoded.Samples);
        Assert.Equal(Modalities.Video | Modalities.Audio, decoded.Info!.Modalities);
    }

    [Theory]
    [InlineData("real/chaplin.mp4")]
    [InlineData("real/input_3sec.mp4")]
    [InlineData("real/input_3sec.webm")]
    [InlineData("odd/input_3sec_rotation_90deg.mp4")]
    [InlineData("odd/input_video_only_3sec.mp4")]
    [InlineData("odd/smpte-2997.mp4")]
    [InlineData("odd/pigs_in_a_polka.gif")]
    [InlineData("odd/bitmap.mp4")]
    public async Task SharedVideo_Decoded_HasThePlainFrames(string name)
    {
        var file = SharedMedia.PathOf(name);

        var decoded = await media.DecodeAsync(file);

        Assert.Null(decoded.Error);
        Assert.Equal(PlainFrames(file), decoded.Pixels);
    }

    [Theory]
    [InlineData("real/24_bit_fixed.WAV")]
    [InlineData("real/speech_60s.wav")]
    [InlineData("real/chaplin.mp4")]
    [InlineData("odd/32_bit_float.WAV")]
    [InlineData("odd/input_audio_only_10sec.mp4")]
    [InlineData("odd/input_3sec_rotation_90deg.mp4")]
    public async Task SharedSound_Decoded_HasThePlainSamples(string name)
    {
        var file = SharedMedia.PathOf(name);
        var plain = PlainSound(file);

        var decoded = await media.DecodeAsync(file);

        Assert.Null(decoded.Error);
        Assert.InRange(decoded.Samples.Length, plain.Length - 400, plain.Length + 400);
        var worst = plain.Zip(decoded.Samples, (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(worst, 0, 1e-3f);
    }

    [Theory]
    [InlineData("odd/no_duration.webm", "va")]
    [InlineData("odd/transparent.webm", "va")]
    [InlineData("odd/video_with_failing_audio.mp4", "va")]
    [InlineData("odd/with-attached-pic.mp3", "a")]
    [InlineData("real/big_buck_bunny_0_30.webm", "va")]
    [InlineData("real/crunching.mp3", "a")]
    [InlineData("real/input_hdr.mov", "va")]
    [InlineData("real/rain.mp3", "a")]
    [InlineData("real/sampleMKV.mkv", "va")]
    public async Task SharedMedia_Decoded_GiveTheirModalities(string name, string mask)
    {
        var decoded = await media.DecodeAsync(SharedMedia.PathOf(name));

        Assert.Null(decoded.Error);
        Assert.DoesNotContain(decoded.Notices, notice => notice.Reason is NoticeReason.PartNotRead or NoticeReason.TimeRestarted);
        Assert.Equal(mask, decoded.Info!.Modalities.ToName());
        Assert.All(decoded.Segments, segment => Assert.Equal(mask.Contains('v'), segment.Frames is not null));
        Assert.All(decoded.Segments, segment => Assert.Equal(mask.Contains('a'), segment.Audio is not null));
    }

    [Theory]
    [InlineData("odd/empty.webm", ErrorReason.MediaEmpty)]
    [InlineData("odd/result.webm", ErrorReason.MediaEmpty)]
    [InlineData("real/sample.srt", ErrorReason.MediaUnsupported)]
    public async Task SharedNonMedia_Probed_GivesItsReason(string name, ErrorReason reason)
    {
        var decoded = await media.DecodeAsync(SharedMedia.PathOf(name));

        Assert.Equal(reason, decoded.Error!.Reason);
    }

    [Fact]
    public async Task Segments_OfLongMedia_TileItAndKeepTheRest()
    {
        var file = media.Make("long.mkv", "-f", "lavfi", "-i", "testsrc2=d=20:s=64x48:r=12", "-f", "lavfi", "-i", "sine=d=20", "-c:v", "ffv1", "-c:a", "pcm_s16le");

        var decoded = await media.DecodeAsync(file);

        Assert.Equal([(0d, 8d), (8d, 16d), (16d, 20d)], decoded.Segments.Select(s => (s.Span.Start.TotalSeconds, s.Span.End.TotalSeconds)));
        Assert.Equal([48, 48, 24], decoded.Segments.Select(s => s.Frames!.Count));
        Assert.Equal([128000, 128000, 64000], decoded.Segments.Select(s => s.Audio!.Samples.Length));
    }

    [Fact]
    public async Task ShortRest_BehindTheLastSegment_BelongsToIt()
    {
        var file = media.Make("rest.mkv", "-f", "lavfi", "-i", "testsrc2=d=8:s=64x48:r=12", "-f", "lavfi", "-i", "sine=d=8.2", "-c:v", "ffv1", "-c:a", "pcm_s16le");

        var decoded = await media.DecodeAsync(file);

        var segment = Assert.Single(decoded.Segments);
        Assert.Equal(8.2, segment.Span.End.TotalSeconds, 3);
        Assert.Equal(131200, segment.Audio!.Samples.Length);
    }

    [Fact]
    public async Task VariableFrameRate_Decoded_IsAtTheFixedRate()
    {
        var file = media.Make("vfr.mkv", [.. Video10, "-vf", "select='lt(n,25)+not(mod(n,40))'", "-fps_mode", "vfr", "-c:v", "ffv1"]);

        var decoded = await media.DecodeAsync(file);

        Assert.Equal(PlainFrames(file), decoded.Pixels);
        Assert.InRange(decoded.Pixels.Length / (64 * 64 * 3), 55, 61);
    }

    [Fact]
    public async Task SixChannels_Decoded_AreAllInTheMix()
    {
        var file = media.Make("surround.mkv", "-f", "lavfi", "-i", "sine=440:d=2", "-filter_complex", "[0]pan=5.1|FL=0*c0|FR=0*c0|FC=0*c0|LFE=0*c0|BL=c0|BR=0*c0", "-c:a", "pcm_s16le");

        var decoded = await media.DecodeAsync(file);

        Assert.Equal(6, decoded.Info!.Streams[0].Channels);
        Assert.Equal(PlainSound(file), decoded.Samples);
        Assert.True(decoded.Samples.Max() > 0.005);
    }

    [Fact]
    public async Task HighDynamicRange_Decoded_IsToneMapped()
    {
        var file = media.Make(
            "hdr.mkv", "-f", "lavfi", "-i", "testsrc2=d=1:s=160x120:r=10", "-vf", "format=yuv420p10le", "-c:v", "ffv1",
            "-color_trc", "smpte2084", "-color_primaries", "bt2020", "-colorspace", "bt2020nc");

        var decoded = await media.DecodeAsync(file);

        Assert.Null(decoded.Error);
        Assert.True(decoded.Info!.Streams[0].HighDynamicRange);
        Assert.Equal(6 * 64 * 64 * 3, decoded.Pixels.Length);
        Assert.NotEqual(PlainFrames(file), decoded.Pixels);
        Assert.True(decoded.Pixels.Distinct().Count() > 50);
    }

    [Fact]
    public async Task AttachedPicture_Probed_IsNoVideo()
    {
        var sound = media.Make("bare.mp3", [.. Sound10, "-c:a", "libmp3lame"]);
        var picture = media.Make("cover.png", "-f", "lavfi", "-i", "testsrc2=s=64x64", "-frames:v", "1");
        var file = media.Make("covered.mp3", "-i", sound, "-i", picture, "-map", "0", "-map", "1", "-c", "copy", "-disposition:v", "attached_pic");

        var decoded = await media.DecodeAsync(file);

        Assert.Equal(Modalities.Audio, decoded.Info!.Modalities);
        Assert.All(decoded.Segments, segment => Assert.Null(segment.Frames));
    }

    [Theory]
    [InlineData("sound.dts", "dca -strict -2")]
    [InlineData("sound.thd", "truehd -strict -2 -f truehd")]
    [InlineData("sound.wv", "wavpack")]
    [InlineData("sound.tta", "tta")]
    public async Task LosslessAndCinemaSound_Decoded_IsAllThere(string name, string encoder)
    {
        var file = media.Make(name, [.. Sound10, "-ar", "48000", "-ac", "2", .. $"-c:a {encoder}".Split(' ')]);

        var decoded = await media.DecodeAsync(file);

        Assert.Null(decoded.Error);
        Assert.Equal(Modalities.Audio, decoded.Info!.Modalities);
        Assert.InRange(decoded.Samples.Length / 16000d, 9.9, 10.2);
        Assert.Empty(decoded.Notices);
    }

    [Theory]
    [InlineData("bare.h264", "libx264 -bf 0 -f h264")]
    [InlineData("bframes.h264", "libx264 -f h264")]
    [InlineData("bare.dv", "dvvideo -s 720x576 -pix_fmt yuv420p -ar 48000 -ac 2 -f dv")]
    [InlineData("moving.apng", "apng -f apng")]
    public async Task BareFrames_Decoded_AreAllThere(string name, string encoder)
    {
        var file = media.Make(name, [.. Video10, .. name.EndsWith("dv", StringComparison.Ordinal) ? Sound10 : [], .. $"-c:v {encoder}".Split(' ')]);

        var decoded = await media.DecodeAsync(file);

        Assert.Null(decoded.Error);
        Assert.InRange(decoded.Segments.Sum(segment => segment.Frames!.Count), 59, 61);
        Assert.Empty(decoded.Failures);
    }

    [Fact]
    public async Task UnknownDuration_Decoded_RunsToItsEnd()
    {
        var stream = MediaFixture.Ffmpeg([.. Video10, .. Sound10, "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus", "-f", "webm", "-live", "1", "-"]);
        var file = media.Write("live.webm", stream);

        var decoded = await media.DecodeAsync(file);

        Assert.Null(decoded.Info!.Duration);
        Assert.Equal(2, decoded.Segments.Count);
        Assert.Equal(10, decoded.Segments[^1].Span.End.TotalSeconds, 1);
    }

    [Theory]
    [InlineData("1x1")]
    [InlineData("3x5")]
    [InlineData("17x33")]
    public async Task OddSize_Decoded_IsScaled(string size)
    {
        var file = media.Make($"odd{size}.mkv", "-f", "lavfi", "-i", "color=red:d=1:s=64x64:r=6", "-vf", $"scale={size}", "-pix_fmt", "bgr0", "-c:v", "ffv1");

        var decoded = await media.DecodeAsync(file);

        Assert.Equal(6, decoded.Segments[0].Frames!.Count);
        Assert.Equal([254, 0, 0], decoded.Pixels.Take(3).Select(value => value >= 250 ? (byte)254 : value));
    }

    [Fact]
    public async Task LateSoundOnAShiftedClock_Decoded_StaysInStepWithTheFrames()
    {
        var plain = media.Make("step.mp4", [.. Video10, .. Sound10, "-c:v", "libx264", "-g", "25", "-c:a", "aac"]);
        var file = media.Make("late.ts", "-i", plain, "-itsoffset", "3", "-i", plain, "-map", "0:v", "-map", "1:a", "-c", "copy", "-output_ts_offset", "10");

        var decoded = await media.DecodeAsync(file);

        var first = Array.FindIndex(decoded.Samples, sample => Math.Abs(sample) > 1e-3) / 16000d;
        Assert.InRange(first, 2.9, 3.05);
        Assert.Equal(PlainFrames(plain), decoded.Pixels);
        Assert.Equal(13, decoded.Segments[^1].Span.End.TotalSeconds, 1);
    }

    [Fact]
    public async Task StreamThatBeginsLate_Decoded_IsAbsentFromEarlierSegments()
    {
        var file = media.Make("late.mkv", [.. Sound10, "-itsoffset", "9", "-f", "lavfi", "-i", "testsrc2=d=3:s=64x48:r=12", "-map", "0", "-map", "1", "-c:v", "ffv1", "-c:a", "pcm_s16le"]);

        var decoded = await media.DecodeAsync(file);

        Assert.Equal([false, true], decoded.Segments.Select(segment => segment.Frames is not null));
        Assert.Equal([true, true], decoded.Segments.Select(segment => segment.Audio is not null));
    }

    [Fact]
    public async Task AllFramesBeforeAllSound_Decoded_NeedsLittleMemory()
    {
        var file = media.Make(
            "apart.mp4", "-f", "lavfi", "-i", "testsrc2=d=100:s=64x48:r=6", "-f", "lavfi", "-i", "sine=d=100", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac",
            "-movflags", "frag_custom+empty_moov", "-max_interleave_delta", "0");
        using var services = media.Services(options => options.MaxSkewBytes = 3 << 20);

        var decoded = await media.DecodeAsync(file, decoder: Decoder(services));

        Assert.Null(decoded.Error);
        Assert.Equal(100, decoded.Segments[^1].Span.End.TotalSeconds, 1);
    }

    [Fact]
    public async Task Picture_DecodedAsImage_IsOneFrame()
    {
        foreach (var name in (string[])["p.png", "p.jpg", "p.gif", "p.webp", "p.bmp", "p.tiff"])
        {
            var file = media.Make(name, "-f", "lavfi", "-i", "testsrc2=s=80x60", "-frames:v", "1");

            var decoded = await media.DecodeAsync(file, MediaKind.Image);

            Assert.Null(decoded.Error);
            var segment = Assert.Single(decoded.Segments);
            Assert.Equal(1, segment.Frames!.Count);
            Assert.Null(segment.Audio);
        }
    }

    [Fact]
    public async Task Video_DecodedAsSound_HasNoFrames()
    {
        var file = media.Make("plain.mp4", [.. Video10, .. Sound10, "-c:v", "libx264", "-c:a", "aac"]);

        var decoded = await media.DecodeAsync(file, MediaKind.Audio);

        Assert.Equal(PlainSound(file), decoded.Samples);
        Assert.Empty(decoded.Pixels);
    }

    internal static IMediaDecoder Decoder(IServiceProvider services) => (IMediaDecoder)services.GetService(typeof(IMediaDecoder))!;

    private static byte[] PlainFrames(string file) =>
        MediaFixture.Ffmpeg("-i", file, "-map", "0:v:0", "-vf", "fps=6,scale=64:64:flags=area", "-pix_fmt", "rgb24", "-f", "rawvideo", "-");

    private static float[] PlainSound(string file) => PlainSounds.At(file, 16000);
}
