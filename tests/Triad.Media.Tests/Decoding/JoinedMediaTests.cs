using Triad.Core.Media;
using Triad.Media.Tests.Fixtures;

namespace Triad.Media.Tests.Decoding;

/// <summary>Files whose clocks begin again, jump or have gaps: what FFmpeg decodes is in the video, in its order, and nothing is made up.</summary>
public sealed class JoinedMediaTests(MediaFixture media) : IClassFixture<MediaFixture>
{
    private const int FrameBytes = 64 * 64 * 3;

    [Theory]
    [InlineData("ts")]
    [InlineData("mpg")]
    public async Task JoinedRecordings_Decoded_AreTheirPartsOneAfterAnother(string container)
    {
        string[] parts = [Part(container, 1), Part(container, 2), Part(container, 3)];

        var joined = await media.DecodeAsync(Join($"joined.{container}", parts));

        Assert.Null(joined.Error);
        byte[] apart = [.. (await DecodeAllAsync(parts)).SelectMany(part => part.Pixels)];
        Assert.InRange(joined.Pixels.Length, apart.Length - (2 * FrameBytes), apart.Length + (2 * FrameBytes));

        // A part's frames may be taken a little earlier or later than they are alone; those of another part differ by far more.
        for (var frame = 0; frame < 107; frame++)
        {
            var alone = apart.AsSpan(frame * FrameBytes, FrameBytes).ToArray();
            Assert.InRange(Enumerable.Range(frame, 3).Select(i => Difference(alone, joined.Pixels, Math.Max(0, i - 1))).Min(), 0, 12);
        }

        Assert.InRange(joined.Samples.Length / 16000d, 17.9, 18.4);
        Assert.Equal([(0d, 8d), (8d, 16d)], joined.Spans.Take(2));
        Assert.InRange(joined.Segments[^1].Span.End.TotalSeconds, 17.9, 18.4);
        AssertRestarts(joined, 6, 12);
        Assert.All(joined.Notices, notice => Assert.Equal(NoticeReason.TimeRestarted, notice.Reason));
    }

    [Fact]
    public async Task JoinedMatroska_Decoded_HasWhateverFfmpegDecodes()
    {
        string[] parts = [Part("mkv", 1), Part("mkv", 2)];

        var joined = await media.DecodeAsync(Join("joined.mkv", parts));

        Assert.Null(joined.Error);
        Assert.Equal([.. (await DecodeAllAsync(parts)).SelectMany(part => part.Pixels)], joined.Pixels);
        AssertRestarts(joined, 6);
    }

    [Fact]
    public async Task SoundOfJoinedRecordings_Decoded_StaysInStepWithTheFrames()
    {
        // Each part has sound for 4 of its 6 seconds: run on by itself, the sound of the third part would come 4 seconds early.
        string[] parts = [.. Enumerable.Range(1, 3).Select(i => media.Make(
            $"short{i}.ts", "-f", "lavfi", "-i", "testsrc2=d=6:s=64x48:r=25", "-f", "lavfi", "-i", "sine=440:d=4", "-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-c:a", "aac"))];

        var joined = await media.DecodeAsync(Join("step.ts", parts));

        Assert.Null(joined.Error);
        foreach (var part in (int[])[0, 1, 2])
        {
            Assert.InRange(Loudness(joined, (part * 6) + 0.5, 3), 0.01, 1);
            Assert.InRange(Loudness(joined, (part * 6) + 4.5, 1), 0, 0.001);
        }
    }

    [Fact]
    public async Task SilentRecording_JoinedBetweenTwoWithSound_StaysSilent()
    {
        var joined = await media.DecodeAsync(Join("between.ts", Part("ts", 1), Silent(), Part("ts", 2)));

        Assert.Null(joined.Error);
        Assert.InRange(joined.Segments[^1].Span.End.TotalSeconds, 17.9, 18.3);
        Assert.InRange(Loudness(joined, 1, 4), 0.01, 1);
        Assert.InRange(Loudness(joined, 7, 4), 0, 0.001);
        Assert.InRange(Loudness(joined, 13, 4), 0.01, 1);
    }

    [Fact]
    public async Task SoundThatBeginsInALaterRecording_IsToldWhereItIsNotThere()
    {
        var joined = await media.DecodeAsync(Join("later.ts", Silent(), Part("ts", 1)));

        Assert.Null(joined.Error);
        Assert.InRange(joined.Segments[^1].Span.End.TotalSeconds, 11.9, 12.3);
        Assert.True(
            joined.Samples.Length > 0 || joined.Notices.Any(notice => notice.Stream?.Kind == "audio"),
            joined.Describe());
    }

    [Fact]
    public async Task ClockThatJumpsBack_Decoded_RunsOn()
    {
        var late = Shifted("late.ts", 500);
        var early = Shifted("early.ts", 0);

        var joined = await media.DecodeAsync(Join("back.ts", late, early));

        Assert.Null(joined.Error);
        Assert.Equal(60, joined.Segments.Sum(segment => segment.Frames!.Count));
        Assert.InRange(joined.Segments[^1].Span.End.TotalSeconds, 9.9, 10.2);
        AssertRestarts(joined, 5);
    }

    [Theory]
    [InlineData("ts")]
    [InlineData("mkv")]
    [InlineData("mp4")]
    public async Task Gap_Decoded_IsAGapAtTheFilesOwnTimes(string container)
    {
        var file = Gapped(container);

        var decoded = await media.DecodeAsync(file, settings: MediaFixture.Settings with { MaxDuration = TimeSpan.FromHours(4) });

        Assert.Null(decoded.Error);
        AssertGapped(decoded);
        Assert.InRange(decoded.Segments[^1].Span.End.TotalSeconds, 3004.9, 3005.1);
        var gap = Assert.Single(decoded.Notices, notice => notice.Reason == NoticeReason.TimeGap);
        Assert.InRange(gap.Span!.Value.Start.TotalSeconds, 5, 65);
        Assert.InRange(gap.Span!.Value.End.TotalSeconds, 2999.9, 3000.1);
    }

    [Theory]
    [InlineData("ts")]
    [InlineData("mkv")]
    public async Task GapLongerThanAnyVideo_Decoded_IsClosed(string container)
    {
        var decoded = await media.DecodeAsync(Gapped(container));

        Assert.Null(decoded.Error);
        AssertGapped(decoded);
        Assert.InRange(decoded.Segments[^1].Span.End.TotalSeconds, 9.9, 70);
        Assert.Contains(decoded.Notices, notice => notice.Reason == NoticeReason.TimeGapClosed);
    }

    [Fact]
    public async Task GapOfFramesAndSound_Decoded_LeavesNeitherBehind()
    {
        var file = media.Make(
            "both.mkv", "-f", "lavfi", "-i", "testsrc2=d=12:s=64x48:r=25", "-f", "lavfi", "-i", "sine=d=12", "-vf", "setpts='(N+if(gte(N,150),2350,0))/25/TB'",
            "-af", "asetpts='PTS+if(gte(T,6),94,0)/TB'", "-fps_mode", "vfr", "-c:v", "ffv1", "-c:a", "pcm_s16le");

        var decoded = await media.DecodeAsync(file);

        Assert.Null(decoded.Error);
        Assert.InRange(decoded.Segments.Sum(segment => segment.Frames?.Count ?? 0), 70, 76);
        Assert.InRange(decoded.Segments[^1].Span.End.TotalSeconds, 105.9, 106.2);
        Assert.InRange(decoded.Samples.Length / 16000d, 11.9, 12.2);
        Assert.InRange(Loudness(decoded, 100.5, 5), 0.01, 1);
    }

    [Fact]
    public async Task StillsUnderAVoice_Decoded_StandAsLongAsTheVoice()
    {
        var file = media.Make(
            "stills.mkv", "-f", "lavfi", "-i", "testsrc2=d=45:s=64x48:r=12", "-f", "lavfi", "-i", "sine=d=45", "-vf", "select='lt(n,12)+gte(n,528)'", "-fps_mode", "vfr", "-c:v", "ffv1", "-c:a", "pcm_s16le");

        var decoded = await media.DecodeAsync(file);

        Assert.Null(decoded.Error);
        Assert.InRange(decoded.Segments.Sum(segment => segment.Frames!.Count), 269, 271);
        Assert.All(decoded.Segments, segment => Assert.NotNull(segment.Audio));
    }

    [Fact]
    public async Task RecordingsOfTwoSizes_Joined_AreBothThere()
    {
        var small = media.Make("small.ts", "-f", "lavfi", "-i", "testsrc2=d=6:s=64x48:r=25", "-c:v", "libx264", "-preset", "ultrafast", "-g", "25");
        var large = media.Make("large.ts", "-f", "lavfi", "-i", "testsrc2=d=6:s=320x240:r=25", "-c:v", "libx264", "-preset", "ultrafast", "-g", "25");

        var joined = await media.DecodeAsync(Join("sizes.ts", small, large, small));

        Assert.Null(joined.Error);
        Assert.InRange(joined.Segments.Sum(segment => segment.Frames!.Count), 105, 109);
        Assert.InRange(joined.Segments[^1].Span.End.TotalSeconds, 17.6, 18.3);
    }

    [Theory]
    [InlineData("flv", "-c:v flv1 -c:a libmp3lame -ar 44100")]
    [InlineData("avi", "-c:v mpeg4 -c:a pcm_s16le")]
    [InlineData("mp4", "-c:v libx264 -preset ultrafast -c:a aac")]
    [InlineData("mov", "-c:v mjpeg -c:a pcm_s16le -movflags faststart")]
    [InlineData("ogv", "-c:v libtheora -c:a libvorbis")]
    [InlineData("wav", "-vn -c:a pcm_s16le")]
    [InlineData("mkv", "-c:v ffv1 -c:a pcm_s16le")]
    public async Task JoinedFilesThatFfmpegReadsInPart_Decoded_SayHowManyThereAre(string container, string codecs)
    {
        var part = media.Make(
            $"unread.{container}", ["-f", "lavfi", "-i", "testsrc2=d=3:s=64x48:r=12", "-f", "lavfi", "-i", "sine=d=3", .. codecs.Split(' ')]);

        var joined = await media.DecodeAsync(Join($"unread3.{container}", part, part, part));
        var alone = await media.DecodeAsync(part);

        Assert.Null(joined.Error);
        var isWhole = joined.Segments.Sum(segment => segment.Span.Duration.TotalSeconds) > 8.5;
        Assert.True(isWhole != joined.Notices.Any(notice => notice.Reason == NoticeReason.PartNotRead), joined.Describe());
        Assert.Empty(alone.Notices);
    }

    [Fact]
    public async Task JoinedSound_Decoded_IsAllThere()
    {
        foreach (var (name, encoder) in ((string, string)[])[("mp3", "libmp3lame"), ("ogg", "libvorbis"), ("aac", "aac")])
        {
            string[] parts = [.. Enumerable.Range(1, 3).Select(i => media.Make($"tone{i}.{name}", "-f", "lavfi", "-i", $"sine={i * 300}:d=6", "-c:a", encoder))];

            var joined = await media.DecodeAsync(Join($"tones.{name}", parts));

            Assert.Null(joined.Error);
            Assert.InRange(joined.Samples.Length / 16000d, 17.9, 18.4);
        }
    }

    private static void AssertGapped(Decoded decoded)
    {
        // Ten seconds of footage; where only a frame's own length tells of the gap, that frame stands for as long as any may.
        Assert.InRange(decoded.Segments.Sum(segment => segment.Frames!.Count), 60, 60 + (60 * 6));
        Assert.InRange(decoded.Segments.Count, 2, 10);
    }

    private static void AssertRestarts(Decoded joined, params double[] seconds)
    {
        var found = joined.Notices.Where(notice => notice.Reason == NoticeReason.TimeRestarted).Select(notice => notice.Span!.Value.Start.TotalSeconds).ToList();
        Assert.Equal(seconds.Length, found.Count);
        Assert.All(found.Zip(seconds), pair => Assert.InRange(pair.First, pair.Second - 0.1, pair.Second + 0.3));
    }

    private static double Difference(byte[] frame, byte[] frames, int at) =>
        frame.Zip(frames.AsSpan(at * FrameBytes, FrameBytes).ToArray(), (one, other) => Math.Abs(one - other)).Average();

    private static double Loudness(Decoded decoded, double from, double length)
    {
        var all = new float[(int)(decoded.Segments[^1].Span.End.TotalSeconds * 16000) + 16000];
        foreach (var segment in decoded.Segments.Where(segment => segment.Audio is not null))
            segment.Audio!.Samples.Span.CopyTo(all.AsSpan((int)Math.Round(segment.Span.Start.TotalSeconds * 16000)));
        return Math.Sqrt(all.AsSpan((int)(from * 16000), (int)(length * 16000)).ToArray().Average(sample => sample * sample));
    }

    private string Part(string container, int number)
    {
        string[] codecs = container == "mpg"
            ? ["-c:v", "mpeg1video", "-c:a", "mp2"]
            : ["-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-c:a", container == "mkv" ? "pcm_s16le" : "aac"];
        return media.Make(
            $"part{number}.{container}",
            ["-f", "lavfi", "-i", $"testsrc2=d=6:s=160x120:r=25,hue=h={number * 90}", "-f", "lavfi", "-i", $"sine={number * 300}:d=6", .. codecs]);
    }

    private string Silent() => media.Make(
        "silent.ts", "-f", "lavfi", "-i", "testsrc2=d=6:s=64x48:r=25", "-c:v", "libx264", "-preset", "ultrafast", "-g", "25");

    private string Shifted(string name, int seconds) => media.Make(
        name, "-f", "lavfi", "-i", "testsrc2=d=5:s=64x48:r=25", "-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-output_ts_offset", $"{seconds}");

    private string Gapped(string container) => media.Make(
        $"gap.{container}", "-f", "lavfi", "-i", "testsrc2=d=10:s=64x48:r=25", "-vf", "setpts='(N+if(gte(N,125),74875,0))/25/TB'", "-fps_mode", "vfr", "-c:v", "libx264", "-preset", "ultrafast", "-g", "25");

    private string Join(string name, params string[] parts) => media.Write(name, [.. parts.SelectMany(File.ReadAllBytes)]);

    private async Task<List<Decoded>> DecodeAllAsync(IEnumerable<string> files)
    {
        List<Decoded> all = [];
        foreach (var file in files)
            all.Add(await media.DecodeAsync(file));
        return all;
    }
}
