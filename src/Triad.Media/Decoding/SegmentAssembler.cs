using Triad.Core.Media;

namespace Triad.Media.Decoding;

/// <summary>
/// Cuts frames and sound into segments of one length. Segment k is [kL, (k+1)L); the last one is as long as what is left. A rest that
/// is shorter than half a second (codecs pad their sound to whole blocks) belongs to the segment before it.
/// </summary>
internal sealed class SegmentAssembler(DecodePlan plan)
{
    // Guards against a frame that floating point puts a hair before or behind a boundary.
    private const double Hair = 1e-6;
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(0.5);

    private readonly double _length = plan.Settings.SegmentLength.TotalSeconds;
    private readonly double _rest = Math.Min(ShortestRest.TotalSeconds, plan.Settings.SegmentLength.TotalSeconds / 2);
    private int _index;
    private bool _isDone;

    /// <summary>The frames; null where none are decoded.</summary>
    public FrameTrack? Frames { get; } =
        plan.Video is null ? null : new FrameTrack(checked(plan.Settings.Width * plan.Settings.Height * 3));

    /// <summary>The sound; null where none is decoded.</summary>
    public SoundTrack? Sound { get; } = plan.Audio is null ? null : new SoundTrack();

    /// <summary>Bytes held.</summary>
    public long HeldBytes => (Frames?.HeldBytes ?? 0) + (Sound?.HeldBytes ?? 0);

    /// <summary>How far the frames reach.</summary>
    public TimeSpan FramesEnd => TimeSpan.FromSeconds((Frames?.Count ?? 0) / plan.Settings.FrameRate);

    /// <summary>How far the sound reaches.</summary>
    public TimeSpan SoundEnd => TimeSpan.FromSeconds((double)(Sound?.Count ?? 0) / plan.Settings.SampleRate);

    private bool HaveEnded => Frames?.HasEnded != false && Sound?.HasEnded != false;

    /// <summary>The next segment, or null where more has to be decoded first or nothing is left.</summary>
    public DecodedSegment? TryTake()
    {
        var end = (_index + 1) * _length;
        if (_isDone || !(Frames is null or { HasEnded: true } || Frames.Count >= FrameIndex(end + _rest))
            || !(Sound is null or { HasEnded: true } || Sound.Count >= SampleIndex(end + _rest)))
        {
            return null;
        }

        var total = End();
        var isLast = HaveEnded && total.TotalSeconds < end + _rest;
        return isLast ? TakeLast(total) : Take(TimeSpan.FromSeconds(end), FrameIndex(end), SampleIndex(end));
    }

    private DecodedSegment? TakeLast(TimeSpan total)
    {
        _isDone = true;
        return Frames is { Count: > 0 } || Sound is { Count: > 0 } ? Take(total, long.MaxValue, long.MaxValue) : null;
    }

    private DecodedSegment? Take(TimeSpan end, long frameEnd, long sampleEnd)
    {
        var start = TimeSpan.FromSeconds(_index * _length);
        if (end <= start)
            return null;
        var frames = TakeFrames(frameEnd, end);
        var sound = TakeSound(sampleEnd, end);
        return new DecodedSegment(_index++, new TimeRange(start, end), frames, sound);
    }

    private FrameClip? TakeFrames(long until, TimeSpan end)
    {
        if (Frames?.Take(until) is not { Count: > 0 } taken)
            return null;

        // What stands before the stream begins is its first frame repeated, not something that was seen.
        return end <= plan.Video!.Offset ? null : new FrameClip(taken.Pixels, taken.Count, plan.Settings.Width, plan.Settings.Height);
    }

    private AudioClip? TakeSound(long until, TimeSpan end)
    {
        if (Sound?.Take(until) is not { Length: > 0 } taken)
            return null;
        return end <= plan.Audio!.Offset ? null : new AudioClip(taken, plan.Settings.SampleRate);
    }

    private TimeSpan End()
    {
        // The last frame is shown for a whole period; where the file says that it ends within that period, it does.
        var frames = FramesEnd;
        var period = TimeSpan.FromSeconds(1 / plan.Settings.FrameRate);
        if (plan.Info.Duration is { } announced && announced < frames && announced > frames - period)
            frames = announced;
        return frames > SoundEnd ? frames : SoundEnd;
    }

    private long FrameIndex(double seconds) => (long)Math.Ceiling((seconds * plan.Settings.FrameRate) - Hair);

    private long SampleIndex(double seconds) => (long)Math.Round(seconds * plan.Settings.SampleRate);
}
