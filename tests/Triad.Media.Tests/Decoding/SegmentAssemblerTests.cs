using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Media.Decoding;

namespace Triad.Media.Tests.Decoding;

/// <summary>Cutting into segments, whatever the rates, lengths and block sizes.</summary>
public sealed class SegmentAssemblerTests
{
    private static readonly MediaStreamInfo Video = new(0, Modalities.Video, "v", 2, 1, 25, 0, 0, 0, false);
    private static readonly MediaStreamInfo Audio = new(1, Modalities.Audio, "a", 0, 0, 0, 0, 100, 1, false);

    [Property]
    public Property AnyMedia_Cut_TilesAndLosesNothing() => Prop.ForAll(
        Gen.Choose(0, 400).SelectMany(frames => Gen.Choose(0, 4000).SelectMany(samples => Gen.Choose(1, 997).Select(block => (frames, samples, block))))
            .ToArbitrary(),
        media =>
        {
            var segments = Cut(media.frames, media.samples, media.block, out var sut);
            var total = Math.Max(media.frames / 6.25, media.samples / 100.0);
            return segments.Sum(segment => segment.Frames?.Count ?? 0) == media.frames
                && segments.Sum(segment => segment.Audio?.Samples.Length ?? 0) == media.samples
                && segments.Select((segment, i) => segment.Index == i).All(isRight => isRight)
                && segments.Skip(1).Zip(segments, (next, before) => next.Span.Start == before.Span.End).All(isRight => isRight)
                && (segments.Count == 0 ? total == 0 : Math.Abs(segments[^1].Span.End.TotalSeconds - total) < 1e-6)
                && segments.SkipLast(1).All(segment => segment.Span.Duration == TimeSpan.FromSeconds(8))
                && sut.HeldBytes == 0;
        });

    [Fact]
    public void EqualFrames_Held_AreHeldOnce()
    {
        var sut = Create();
        sut.Frames!.Begin(0);
        for (var i = 0; i < 1000; i++)
            sut.Frames!.Push([1, 2, 3, 4, 5, 6]);

        Assert.Equal(6, sut.HeldBytes);
        Assert.Equal(1000, sut.Frames!.End);
    }

    [Fact]
    public void SoundBehindFrames_Cut_IsWaitedFor()
    {
        var sut = Create();
        sut.Frames!.Begin(0);
        sut.Sound!.Begin(0);
        for (var i = 0; i < 100; i++)
            sut.Frames!.Push([1, 2, 3, 4, 5, 6]);

        Assert.Null(sut.TryTake());
        sut.Sound!.Push(new byte[850 * 4]);
        Assert.Equal(50, sut.TryTake()!.Frames!.Count);
        Assert.Null(sut.TryTake());
    }

    [Fact]
    public void StreamsBeginningLateAndEarly_Cut_StandAtTheirPlace()
    {
        var sut = Create();
        sut.Frames!.Begin(-2);
        sut.Sound!.Begin(900);
        for (var i = 0; i < 102; i++)
            sut.Frames!.Push([(byte)i, 0, 0, 0, 0, 0]);
        var sound = new byte[400 * 4];
        Array.Fill(sound, (byte)1);
        sut.Sound!.Push(sound);
        sut.Frames!.HasEnded = sut.Sound.HasEnded = true;

        var first = sut.TryTake()!;
        var second = sut.TryTake()!;

        Assert.Equal(2, first.Frames!.Pixels.Span[0]);
        Assert.Null(first.Audio);
        Assert.Equal(500, second.Audio!.Samples.Length);
        Assert.Equal(0, second.Audio.Samples.Span[99]);
        Assert.NotEqual(0, second.Audio.Samples.Span[100]);
    }

    [Fact]
    public void Gap_Cut_HasNoSegments()
    {
        var sut = Create();
        Push(sut, frame: 0, frames: 25, sample: 0, samples: 400);
        Push(sut, frame: 1000, frames: 25, sample: 16_000, samples: 400);
        sut.Frames!.HasEnded = sut.Sound!.HasEnded = true;

        var segments = Take(sut);

        Assert.Equal([(0d, 4d), (160d, 164d)], segments.Select(segment => (segment.Span.Start.TotalSeconds, segment.Span.End.TotalSeconds)));
        Assert.Equal([25, 25], segments.Select(segment => segment.Frames!.Count));
        Assert.Equal([400, 400], segments.Select(segment => segment.Audio!.Samples.Length));
        Assert.Equal([0, 1], segments.Select(segment => segment.Index));
    }

    [Fact]
    public void GapOfFramesAlone_Cut_HasTheStandingFrameWhereThereIsSound()
    {
        var sut = Create();
        Push(sut, frame: 0, frames: 1, sample: 0, samples: 2400);
        Push(sut, frame: 125, frames: 25, sample: 2400, samples: 0);
        sut.Frames!.HasEnded = sut.Sound!.HasEnded = true;

        Assert.Equal([50, 50, 50], Take(sut).Select(segment => segment.Frames!.Count));
    }

    [Fact]
    public void GapWithinASegment_Cut_KeepsSoundInItsPlace()
    {
        var sut = Create();
        Push(sut, frame: 0, frames: 50, sample: 0, samples: 100);
        sut.Sound!.Begin(500);
        sut.Sound.Push(Ones(300));
        sut.Frames!.HasEnded = sut.Sound.HasEnded = true;

        var sound = Assert.Single(Take(sut)).Audio!.Samples.ToArray();

        Assert.Equal(800, sound.Length);
        Assert.All(sound[100..500], sample => Assert.Equal(0, sample));
        Assert.All(sound[500..], sample => Assert.NotEqual(0, sample));
    }

    [Fact]
    public void FramesAtTheSamePlace_Cut_AreCountedAndLeftOut()
    {
        var sut = Create();
        Push(sut, frame: 0, frames: 25, sample: 0, samples: 0);
        sut.Frames!.Begin(20);
        sut.Frames.Push(new byte[10 * 6]);

        Assert.Equal((30, 5, 35), (sut.Frames.End, sut.Frames.Overlapped, sut.Frames.Count));
    }

    private static void Push(SegmentAssembler sut, long frame, int frames, long sample, int samples)
    {
        sut.Frames!.Begin(frame);
        sut.Frames.Push(new byte[frames * 6]);
        sut.Sound!.Begin(sample);
        sut.Sound.Push(Ones(samples));
    }

    private static byte[] Ones(int samples)
    {
        var sound = new byte[samples * 4];
        Array.Fill(sound, (byte)1);
        return sound;
    }

    private static List<DecodedSegment> Take(SegmentAssembler sut)
    {
        List<DecodedSegment> segments = [];
        while (sut.TryTake() is { } segment)
            segments.Add(segment);
        return segments;
    }

    private static SegmentAssembler Create(TimeSpan? duration = null) => new(new DecodePlan(
        new MediaInfo("x", duration, [Video, Audio]),
        Video,
        Audio,
        false,
        new DecodeSettings(6.25, 2, 1, 100, TimeSpan.FromSeconds(8), TimeSpan.FromHours(1))));

    private static List<DecodedSegment> Cut(int frames, int samples, int block, out SegmentAssembler sut)
    {
        sut = Create();
        sut.Frames!.Begin(0);
        sut.Sound!.Begin(0);
        var assembler = sut;
        List<DecodedSegment> segments = [];
        Feed(new byte[frames * 6], bytes => assembler.Frames!.Push(bytes.Span));
        assembler.Frames!.HasEnded = true;
        Feed(new byte[samples * 4], bytes => assembler.Sound!.Push(bytes.Span));
        assembler.Sound!.HasEnded = true;
        Drain();
        return segments;

        void Feed(byte[] bytes, Action<ReadOnlyMemory<byte>> push)
        {
            for (var at = 0; at < bytes.Length; at += block)
            {
                push(bytes.AsMemory(at, Math.Min(block, bytes.Length - at)));
                Drain();
            }
        }

        void Drain()
        {
            while (assembler.TryTake() is { } segment)
                segments.Add(segment);
        }
    }
}
