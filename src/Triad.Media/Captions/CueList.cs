using Triad.Core.Errors;
using Triad.Core.Media;

namespace Triad.Media.Captions;

/// <summary>Collects cues up to a bound.</summary>
internal sealed class CueList
{
    /// <summary>Most cues of one file: a cue a second for more than a day.</summary>
    public const int MaxCues = 100_000;

    private const string Remedy = "Mend its times and upload again with the captions.";

    private readonly List<CaptionCue> _cues = [];
    private readonly NoticeList _skipped = new();

    /// <summary>The cues so far.</summary>
    public CaptionTrack ToTrack() => new(_cues, _skipped.ToList());

    /// <summary>Reads the cue whose timing stands on a line and whose text is the lines after it.</summary>
    /// <returns>The index after the cue.</returns>
    public Result<int> Take(IReadOnlyList<string> lines, int timingIndex, bool hasEntities)
    {
        var times = CueTiming.Parse(lines[timingIndex], timingIndex + 1);
        if (!times.IsOk)
            return times.Error;
        var (starts, ends) = times.Value;
        var end = CaptionLines.SkipBlock(lines, timingIndex + 1);
        var text = CueText.Clean(lines.Skip(timingIndex + 1).Take(end - timingIndex - 1), hasEntities);
        if (text.Length > 0 && ends < starts)
            _skipped.Add(Reversed(timingIndex + 1, starts, ends));
        else if (text.Length > 0)
            _cues.Add(new CaptionCue(new TimeRange(starts, ends), text));
        return _cues.Count > MaxCues ? CaptionErrors.TooMany(_cues.Count, MaxCues) : end;
    }

    private static MediaNotice Reversed(int line, TimeSpan starts, TimeSpan ends) => new(
        NoticeReason.CaptionTimesReversed,
        FormattableString.Invariant($"The caption at line {line} is not in the video: it ends at {ends.TotalSeconds:0.###} s, before it starts."),
        Remedy)
    {
        Span = new TimeRange(starts, starts),
    };
}
