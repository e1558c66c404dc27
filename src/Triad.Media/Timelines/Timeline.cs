using Triad.Core.Media;

namespace Triad.Media.Timelines;

/// <summary>
/// Where the runs of a file's frames and sound stand on the video's time line. Runs whose packets lie beside one another share the file's clock, so frames
/// and sound stay in step. A gap keeps the file's own times as long as they are within what a video may last; where the clock begins again, or a gap is
/// longer than that, time runs on.
/// </summary>
/// <param name="Frames">The runs of the frames; empty where there are none.</param>
/// <param name="Sound">The runs of the sound; empty where there is none.</param>
/// <param name="Notices">The jumps, for the user.</param>
internal sealed record Timeline(IReadOnlyList<TimelineRun> Frames, IReadOnlyList<TimelineRun> Sound, IReadOnlyList<MediaNotice> Notices)
{
    // Frames and sound of one recording end up to this far apart, in seconds; a jump that is shorter is none.
    private const double Slack = 0.5;
    private const string Remedy = "None is needed; to have one clock, re-encode the file.";

    /// <summary>Seconds that are decoded.</summary>
    public double Footage => Math.Max(Frames.Sum(run => run.Length), Sound.Sum(run => run.Length));

    /// <summary>Where the time line ends, in seconds.</summary>
    public double End => Frames.Concat(Sound).Select(run => run.Place + run.Length).DefaultIfEmpty(0).Max();

    /// <summary>Puts runs on the time line.</summary>
    /// <param name="frames">The runs of the frames.</param>
    /// <param name="sound">The runs of the sound.</param>
    /// <param name="start">The file's clock at which the time line begins, in seconds.</param>
    /// <param name="longest">How long a video may be, in seconds.</param>
    public static Timeline Of(IReadOnlyList<TimelineRun> frames, IReadOnlyList<TimelineRun> sound, double start, double longest)
    {
        var (shift, end, fileEnd) = (start, 0d, double.NegativeInfinity);
        var notices = new NoticeList();
        List<TimelineRun>[] placed = [[], []];
        foreach (var recording in Recordings(frames, sound))
        {
            var first = recording.Min(item => item.Run.Start);
            if (fileEnd > double.NegativeInfinity)
            {
                var goesOn = first >= fileEnd - Slack;
                var isKept = goesOn && first - shift <= longest;
                if (Notice(first - shift, first - fileEnd, end, goesOn, isKept) is { } notice)
                    notices.Add(notice);
                shift = isKept ? shift : first - end;
            }
            else if (Math.Abs(first - start) > longest)
            {
                // What the file announces as its start is no time of its own.
                shift = first;
            }

            foreach (var (run, stream) in recording)
            {
                // A stream whose own clock jumps back while the other one's goes on cannot stand where it says: it runs on too.
                var own = placed[stream].Count == 0 ? double.NegativeInfinity : placed[stream][^1].Place + placed[stream][^1].Length;
                var place = run.Start - shift;
                placed[stream].Add(run with { Place = place < own - Slack ? own : place });
                end = Math.Max(end, placed[stream][^1].Place + run.Length);
            }

            fileEnd = recording.Max(item => item.Run.End);
        }

        return new Timeline(placed[0], placed[1], notices.ToList());
    }

    // Runs that were recorded together: those of one stream that lie beside those of the other.
    private static IEnumerable<List<(TimelineRun Run, int Stream)>> Recordings(IReadOnlyList<TimelineRun> frames, IReadOnlyList<TimelineRun> sound)
    {
        var all = frames.Select(run => (Run: run, Stream: 0)).Concat(sound.Select(run => (Run: run, Stream: 1))).OrderBy(item => item.Run.First);
        List<(TimelineRun Run, int Stream)> together = [];

        // A file that holds all frames before all sound has no packets beside one another, and no jump either.
        var isOne = frames.Count <= 1 && sound.Count <= 1;
        foreach (var item in all)
        {
            if (!isOne && together.Count > 0 && !together.Any(other => other.Stream != item.Stream && other.Run.IsBeside(item.Run)))
            {
                yield return together;
                together = [];
            }

            together.Add(item);
        }

        if (together.Count > 0)
            yield return together;
    }

    private static MediaNotice? Notice(double place, double gap, double end, bool goesOn, bool isKept) => (goesOn, isKept) switch
    {
        (true, true) when gap < TimeRules.Back => null,
        (true, true) => new MediaNotice(
            NoticeReason.TimeGap, FormattableString.Invariant($"The file has nothing between {end:0.0} s and {place:0.0} s; its own times are kept."), Remedy)
        {
            Span = new TimeRange(TimeSpan.FromSeconds(end), TimeSpan.FromSeconds(place)),
        },
        (true, false) => new MediaNotice(
            NoticeReason.TimeGapClosed,
            FormattableString.Invariant($"The file's times jump ahead by {gap:0.0} s at {end:0.0} s, more than a video may last; time runs on."),
            Remedy)
        {
            Span = At(end),
        },
        _ => new MediaNotice(
            NoticeReason.TimeRestarted, FormattableString.Invariant($"The file's times begin again at {end:0.0} s, as in joined recordings; time runs on."), Remedy)
        {
            Span = At(end),
        },
    };

    private static TimeRange At(double seconds) => new(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds));
}
