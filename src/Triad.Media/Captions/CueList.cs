using Triad.Core.Errors;
using Triad.Core.Media;

namespace Triad.Media.Captions;

/// <summary>Collects cues up to a bound.</summary>
internal sealed class CueList
{
    /// <summary>Most cues of one file: a cue a second for more than a day.</summary>
    public const int MaxCues = 100_000;

    private readonly List<CaptionCue> _cues = [];

    /// <summary>The cues so far.</summary>
    public IReadOnlyList<CaptionCue> Cues => _cues;

    /// <summary>Reads the cue whose timing stands on a line and whose text is the lines after it.</summary>
    /// <returns>The index after the cue.</returns>
    public Result<int> Take(IReadOnlyList<string> lines, int timingIndex, bool hasEntities)
    {
        var span = CueTiming.Parse(lines[timingIndex], timingIndex + 1);
        if (!span.IsOk)
            return span.Error;
        var end = CaptionLines.SkipBlock(lines, timingIndex + 1);
        var text = CueText.Clean(lines.Skip(timingIndex + 1).Take(end - timingIndex - 1), hasEntities);
        if (text.Length > 0)
            _cues.Add(new CaptionCue(span.Value, text));
        return _cues.Count > MaxCues ? CaptionErrors.TooMany(_cues.Count, MaxCues) : end;
    }
}
