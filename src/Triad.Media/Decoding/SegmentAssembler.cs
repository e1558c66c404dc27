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
    public TimeSpan FramesEnd => TimeSpan.FromSeconds((Frames?.End ?? 0) / plan.Settings.FrameRate);

    /// <summary>How far the sound reaches.</summary>
    public TimeSpan SoundEnd => TimeSpan.FromSeconds((double)(Sound?.End ?? 0) / plan.Settings.SampleRate);

    private bool HaveEnded => Frames?.HasEnded != false && Sound?.HasEnded != false;

    /// <summary>Says when the frames begin, in seconds of the file's clock.</summary>
    public void BeginFrames(double seconds) =>
        Frames!.Begin(Index((seconds - plan.Info.Start.TotalSeconds) * plan.Settings.FrameRate));

    /// <summary>Says when the sound begins, in seconds of the file's clock.</summary>
    public void BeginSound(double seconds) =>
        Sound!.Begin(Index((seconds - plan.Info.Start.TotalSeconds) * plan.Settings.SampleRate));

    /// <summary>The next segment, or null where more has to be decoded first or nothing is left.</summary>
    public DecodedSegment? TryTake()
    {
        var end = (_index + 1) * _length;
        if (_isDone || !(Frames is null or { HasEnded: true } || Frames.End >= FrameIndex(end + _rest))
            || !(Sound is null or { HasEnded: true } || Sound.End >= SampleIndex(end + _rest)))
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
        return Take(total, long.MaxValue, long.MaxValue);
    }

    private DecodedSegment? Take(TimeSpan end, long frameEnd, long sampleEnd)
    {
        var start = TimeSpan.FromSeconds(_index * _length);
        if (end <= start)
            return null;
        var sampleStart = SampleIndex(start.TotalSeconds);
        return new DecodedSegment(_index++, new TimeRange(start, end), TakeFrames(frameEnd), TakeSound(sampleStart, sampleEnd));
    }

    private FrameClip? TakeFrames(long until) => Frames?.Take(until) is { Count: > 0 } taken
        ? new FrameClip(taken.Pixels, taken.Count, plan.Settings.Width, plan.Settings.Height)
        : null;

    private AudioClip? TakeSound(long from, long until) => Sound?.Take(from, until) is { Length: > 0 } taken
        ? new AudioClip(taken, plan.Settings.SampleRate)
        : null;

    private TimeSpan End()
    {
        // The last frame is shown for a whole period; where the file says that it ends within that period, it does.
        var frames = FramesEnd;
        var period = TimeSpan.FromSeconds(1 / plan.Settings.FrameRate);
        if (plan.Info.Duration is { } announced && announced < frames && announced > frames - period)
            frames = announced;
        return frames > SoundEnd ? frames : SoundEnd;
    }

    // No file begins further away than any that is accepted is long; more would only overflow what follows.
    private static long Index(double place) => (long)Math.Clamp(Math.Round(place, MidpointRounding.AwayFromZero), int.MinValue, 1L << 40);

    private long FrameIndex(double seconds) => (long)Math.Ceiling((seconds * plan.Settings.FrameRate) - Hair);

    private long SampleIndex(double seconds) => (long)Math.Round(seconds * plan.Settings.SampleRate);
}
