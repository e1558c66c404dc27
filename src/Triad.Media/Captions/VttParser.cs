using Triad.Core.Errors;
using Triad.Core.Media;

namespace Triad.Media.Captions;

/// <summary>
/// Reads WebVTT (W3C, https://www.w3.org/TR/webvtt1/): a header, then blocks. Notes, styles, regions and blocks without a timing are
/// passed over, as the specification says.
/// </summary>
internal static class VttParser
{
    /// <summary>Reads the cues.</summary>
    public static Result<CaptionTrack> Parse(IReadOnlyList<string> lines)
    {
        var cues = new CueList();
        var at = HeaderEnd(lines);
        for (at = CaptionLines.SkipBlank(lines, at); at < lines.Count; at = CaptionLines.SkipBlank(lines, at))
        {
            var end = CaptionLines.SkipBlock(lines, at);
            var timing = IsComment(lines[at]) ? end : FindTiming(lines, at, end);
            if (timing < end)
            {
                var next = cues.Take(lines, timing, hasEntities: true);
                if (!next.IsOk)
                    return next.Error;
            }

            at = end;
        }

        return cues.ToTrack();
    }

    private static int HeaderEnd(IReadOnlyList<string> lines)
    {
        var end = CaptionLines.SkipBlock(lines, 0);
        var timing = FindTiming(lines, 1, end);
        return timing < end ? timing : end;
    }

    private static int FindTiming(IReadOnlyList<string> lines, int from, int end)
    {
        while (from < end && !lines[from].Contains(CueTiming.Arrow, StringComparison.Ordinal))
            from++;
        return from;
    }

    private static bool IsComment(string line) =>
        line.StartsWith("NOTE", StringComparison.Ordinal) && (line.Length == 4 || line[4] is ' ' or '\t');
}
