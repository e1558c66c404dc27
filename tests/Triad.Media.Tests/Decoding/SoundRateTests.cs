using Triad.Core.Media;
using Triad.Media.Tests.Fixtures;

namespace Triad.Media.Tests.Decoding;

/// <summary>Channels, rates and resamplers: the samples that models are given.</summary>
public sealed class SoundRateTests(MediaFixture media) : IClassFixture<MediaFixture>
{
    private static readonly DecodeSettings Several = MediaFixture.Settings with { MoreSampleRates = [48000, 16000, 32000, 48000] };

    [Theory]
    [InlineData("mono")]
    [InlineData("stereo")]
    [InlineData("2.1")]
    [InlineData("5.1")]
    [InlineData("7.1")]
    [InlineData("hexadecagonal")]
    public async Task AnyLayout_Decoded_IsTheMeanOfItsChannelsResampledBySox(string layout)
    {
        var channels = layout switch { "mono" => 1, "stereo" => 2, "2.1" => 3, "5.1" => 6, "7.1" => 8, _ => 16 };
        var noise = string.Join('|', Enumerable.Range(1, channels).Select(seed => $"0.3*(2*random({seed})-1)"));
        var file = media.Make($"noise{channels}.wav", "-f", "lavfi", "-i", $"aevalsrc={noise}:c={layout}:s=44100:d=2", "-c:a", "pcm_s16le");

        var decoded = await media.DecodeAsync(file);

        var plain = PlainSounds.At(file, 16000);
        Assert.Equal(channels, decoded.Info!.Streams[0].Channels);
        Assert.Equal(plain.Length, decoded.Samples.Length);
        Assert.InRange(plain.Zip(decoded.Samples, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-6f);
        Assert.Empty(decoded.Notices);
    }

    [Fact]
    public async Task SeveralRates_Decoded_AreTheSameSoundOnceEach()
    {
        var file = media.Make(
            "rates.mkv", "-f", "lavfi", "-i", "testsrc2=d=19:s=64x48:r=12", "-f", "lavfi", "-i",
                "aevalsrc=0.3*(2*random(1)-1)|0.2*sin(800*t):s=44100:d=19",
            "-c:v", "ffv1", "-c:a", "pcm_s16le");

        var decoded = await media.DecodeAsync(file, settings: Several);

        Assert.Null(decoded.Error);
        Assert.Empty(decoded.Notices);
        Assert.Equal(3, decoded.Segments.Count);
        Assert.All(decoded.Segments, segment => Assert.Equal([48000, 32000], segment.Audio!.More.Select(more => more.SampleRate)));
        foreach (var rate in (int[])[16000, 32000, 48000])
        {
            Assert.All(decoded.Segments.SkipLast(1), segment => Assert.Equal(8 * rate, segment.Audio!.At(rate)!.Samples.Length));
            Assert.Equal(PlainSounds.At(file, rate), decoded.Segments.SelectMany(segment => segment.Audio!.At(rate)!.Samples.ToArray()));
        }

        Assert.Null(decoded.Segments[0].Audio!.At(44100));
    }

    [Fact]
    public async Task SeveralRates_OfSoundAlone_AreAllThere()
    {
        var file = media.Make("alone.flac", "-f", "lavfi", "-i", "sine=440:d=3:r=48000", "-c:a", "flac");

        var decoded = await media.DecodeAsync(file, MediaKind.Audio, Several);

        var sound = Assert.Single(decoded.Segments).Audio!;
        Assert.Equal([48000, 144000, 96000], [sound.Samples.Length, .. sound.More.Select(more => more.Samples.Length)]);
        Assert.Equal(PlainSounds.At(file, 48000), sound.At(48000)!.Samples.ToArray());
    }

    [Fact]
    public async Task SeveralRates_OfARecordingWithARestartedClock_StayInStep()
    {
        var part = media.Make(
            "part.ts", "-f", "lavfi", "-i", "testsrc2=d=4:s=64x48:r=12", "-f", "lavfi", "-i", "sine=440:d=4:r=44100", "-c:v", "mpeg2video",
                "-c:a", "mp2");
        var file = media.Write("joined.ts", [.. File.ReadAllBytes(part), .. File.ReadAllBytes(part)]);

        var decoded = await media.DecodeAsync(file, settings: Several);

        Assert.Null(decoded.Error);
        Assert.Contains(decoded.Notices, notice => notice.Reason == NoticeReason.TimeRestarted);
        foreach (var sound in decoded.Segments.Select(segment => segment.Audio!))
        {
            var fine = sound.At(48000)!.Samples.ToArray();
            Assert.InRange(fine.Length, (sound.Samples.Length * 3) - 6, (sound.Samples.Length * 3) + 6);
            Assert.InRange(Enumerable.Range(0, sound.Samples.Length - 2).Max(i => Math.Abs(sound.Samples.Span[i] - fine[3 * i])), 0, 0.02f);
        }
    }

    [Fact]
    public async Task SeveralRates_OfSoundThatChangesItsLayout_AreAllThere()
    {
        string[] sound = ["-f", "lavfi", "-i", "sine=440:d=3:r=44100", "-c:a", "mp2", "-b:a", "192k"];
        var mono = media.Make("mono.mp2", [.. sound, "-ac", "1"]);
        var stereo = media.Make("stereo.mp2", [.. sound, "-ac", "2"]);
        var file = media.Write("changing.mp2", [.. File.ReadAllBytes(mono), .. File.ReadAllBytes(stereo)]);

        var decoded = await media.DecodeAsync(file, MediaKind.Audio, Several);

        Assert.Null(decoded.Error);
        var clip = Assert.Single(decoded.Segments).Audio!;
        Assert.InRange(clip.Samples.Length, 5.9 * 16000, 6.2 * 16000);
        Assert.All(clip.More, more => Assert.InRange(more.Samples.Length, clip.Samples.Length * (more.SampleRate / 16000) - 600,
            (clip.Samples.Length * (more.SampleRate / 16000)) + 600));
    }

    [Fact]
    public async Task BuildWithoutSox_Decoding_UsesFfmpegsOwnResamplerAndSaysSo()
    {
        var file = media.Make("rough.wav", "-f", "lavfi", "-i", "sine=440:d=2:r=44100");
        var fine = media.Make("rough16.wav", "-f", "lavfi", "-i", "sine=440:d=2:r=16000");
        using var services = media.Services(options => options.FfmpegPath = ProgramWithoutSox());

        var resampled = await media.DecodeAsync(file, decoder: DecodeTests.Decoder(services));
        var untouched = await media.DecodeAsync(fine, decoder: DecodeTests.Decoder(services));

        Assert.Null(resampled.Error);
        Assert.Equal(32000, resampled.Samples.Length, 400d);
        var notice = Assert.Single(resampled.Notices);
        Assert.Equal(NoticeReason.ResampledRoughly, notice.Reason);
        Assert.Contains("44100 to 16000", notice.Message);
        Assert.Contains("libsoxr", notice.Remedy);
        Assert.Empty(untouched.Notices);
    }

    private string ProgramWithoutSox()
    {
        var path = media.Write(
            "ffmpeg-plain",
            "#!/bin/sh\ncase \"$*\" in *resampler=soxr*) echo 'Requested resampling engine is unavailable' >&2; exit 1;; esac\nexec /usr/bin/ffmpeg \"$@\"\n"u8.ToArray());
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(media.Folder, (UnixFileMode)0b111_101_101);
        return path;
    }
}
