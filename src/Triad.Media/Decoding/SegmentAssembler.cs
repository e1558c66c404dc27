using Triad.Core.Media;

namespace Triad.Media.Decoding;

/// <summary>
/// Cuts frames and sound into segments of one length. Segment k is [kL, (k+1)L); the last one is as long as what is left. A rest that is
/// shorter than half a second (codecs pad their sound to whole blocks) belongs to the segment before it. Where a file has a gap there is no
/// segment, and one that reaches into the gap ends, or begins, with what there is.
/// </summary>
internal sealed class SegmentAssembler(DecodePlan plan)
{
    // Guards against a frame that floating point puts a hair before or behind a boundary.
    private const double Hair = 1e-6;
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(0.5);

    private readonly double _length = plan.Settings.SegmentLength.TotalSeconds;
    private readonly double _rest = Math.Min(ShortestRest.TotalSeconds, plan.Settings.SegmentLength.TotalSeconds / 2);
    private long _index;
    private int _count;
    private bool _isDone;

    /// <summary>The frames; null where none are decoded.</summary>
    public FrameTrack? Frames { get; } =
        plan.Video is null ? null : new FrameTrack(plan.FrameBytes);

    /// <summary>The sound; null where none is decoded.</summary>
    public SoundTrack? Sound { get; } = plan.Audio is null ? null : new SoundTrack();

    /// <summary>The same sound at further rates.</summary>
    public IReadOnlyList<(int Rate, SoundTrack Track)> MoreSound { get; } =
        plan.Audio is null ? [] : [.. plan.SampleRates.Skip(1).Select(rate => (rate, new SoundTrack()))];

    /// <summary>Bytes held.</summary>
    public long HeldBytes => (Frames?.HeldBytes ?? 0) + (Sound?.HeldBytes ?? 0) + MoreSound.Sum(more => more.Track.HeldBytes);

    /// <summary>How far the frames reach.</summary>
    public TimeSpan FramesEnd => TimeSpan.FromSeconds((Frames?.End ?? 0) / plan.Settings.FrameRate);

    /// <summary>How far the sound reaches.</summary>
    public TimeSpan SoundEnd => TimeSpan.FromSeconds((double)(Sound?.End ?? 0) / plan.Settings.SampleRate);

    /// <summary>How much was decoded, whatever gaps the file has.</summary>
    public TimeSpan Footage => TimeSpan.FromSeconds(
        Math.Max((Frames?.Count ?? 0) / plan.Settings.FrameRate, (double)(Sound?.Count ?? 0) / plan.Settings.SampleRate));

    private bool HaveEnded => Frames?.HasEnded != false && Sound?.HasEnded != false && MoreSound.All(more => more.Track.HasEnded);

    /// <summary>The next segment, or null where more has to be decoded first or nothing is left.</summary>
    public DecodedSegment? TryTake()
    {
        while (true)
        {
            var end = (_index + 1) * _length;
            if (_isDone || !(Frames is null or { HasEnded: true } || Frames.End >= FrameIndex(end + _rest))
                || !(Sound is null or { HasEnded: true } || Sound.End >= SampleIndex(end + _rest))
                || !MoreSound.All(more => more.Track.HasEnded || more.Track.End >= SampleIndex(end + _rest, more.Rate)))
            {
                return null;
            }

            var first = Math.Min(
                Frames?.First is { } frame ? frame / plan.Settings.FrameRate : double.PositiveInfinity,
                Sound?.First is { } sample ? (double)sample / plan.Settings.SampleRate : double.PositiveInfinity);
            var total = End();
            if (HaveEnded && total.TotalSeconds < end + _rest)
            {
                _isDone = true;
                return Take(first, total.TotalSeconds, long.MaxValue, long.MaxValue);
            }

            // A gap over whole segments is passed in one step.
            if (first >= end + Hair)
                _index = Math.Max(_index + 1, (long)Math.Floor((Math.Min(first, total.TotalSeconds) / _length) + Hair));
            else
                return Take(first, end, FrameIndex(end), SampleIndex(end));
        }
    }

    private DecodedSegment? Take(double first, double end, long frameEnd, long sampleEnd)
    {
        var start = _index++ * _length;
        if (end <= start)
            return null;
        if (first > start + _rest && first < end)
            start = first;
        var (frames, framesEnd) = TakeFrames(FrameIndex(start), frameEnd);
        var sampleStart = SampleIndex(start);
        var sound = TakeSound(sampleStart, sampleEnd, start, sampleEnd == long.MaxValue ? null : end);
        var reached = Math.Max(framesEnd / plan.Settings.FrameRate, (double)(sampleStart + (sound?.Samples.Length ?? 0)) / plan.Settings.SampleRate);
        var span = new TimeRange(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(!_isDone && reached < end - _rest ? reached : end));
        return new DecodedSegment(_count++, span, frames, sound);
    }

    private (FrameClip? Clip, long End) TakeFrames(long from, long until) => Frames?.Take(from, until, IsHeard) is { Count: > 0 } taken
        ? (new FrameClip(taken.Pixels, taken.Count, plan.FrameSize.Width, plan.FrameSize.Height) { IsPicture = plan.IsPicture }, taken.End)
        : (null, 0);

    private AudioClip? TakeSound(long from, long until, double start, double? end)
    {
        var samples = Sound?.Take(from, until) ?? [];

        // The further rates are emptied whatever the first one has: rounding may leave it without a sample where they have one.
        var more = MoreSound
            .Select(other => (other.Rate, Samples: other.Track.Take(SampleIndex(start, other.Rate), end is { } last ? SampleIndex(last, other.Rate) : long.MaxValue)))
            .ToList();
        if (samples.Length == 0)
            return null;
        var rate = plan.Settings.SampleRate;
        return new AudioClip(samples, rate)
        {
            More = [.. more.Select(other => new AudioClip(other.Samples.Length > 0 ? other.Samples : new float[Length(other.Rate)], other.Rate))],
        };

        int Length(int other) => (int)Math.Max(1, Math.Round((double)samples.Length * other / rate));
    }

    private bool IsHeard(long frame) => Sound?.Covers(SampleIndex(frame / plan.Settings.FrameRate)) == true;

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

    private long SampleIndex(double seconds) => SampleIndex(seconds, plan.Settings.SampleRate);

    private static long SampleIndex(double seconds, int rate) => (long)Math.Round(seconds * rate);
}
