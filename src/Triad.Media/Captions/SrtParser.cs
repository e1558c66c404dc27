using Triad.Core.Errors;
using Triad.Core.Media;

namespace Triad.Media.Captions;

/// <summary>Reads SubRip: blocks of a number (which some writers leave out), a timing and text, apart by blank lines.</summary>
internal static class SrtParser
{
    private const string Remedy = "Write each cue as a number, a line like 00:00:01,000 --> 00:00:04,000, and its text.";

    /// <summary>Reads the cues.</summary>
    public static Result<CaptionTrack> Parse(IReadOnlyList<string> lines)
    {
        var cues = new CueList();
        for (var at = CaptionLines.SkipBlank(lines, 0); at < lines.Count; at = CaptionLines.SkipBlank(lines, at))
        {
            var timing = IsTiming(lines, at) ? at : IsNumber(lines[at]) && IsTiming(lines, at + 1) ? at + 1 : -1;
            if (timing < 0)
                return CaptionErrors.At(at + 1, lines[at], "is not the beginning of a cue", Remedy);
            var end = cues.Take(lines, timing, hasEntities: false);
            if (!end.IsOk)
                return end.Error;
            at = end.Value;
        }

        return cues.ToTrack();
    }

    private static bool IsTiming(IReadOnlyList<string> lines, int index) =>
        index < lines.Count && lines[index].Contains(CueTiming.Arrow, StringComparison.Ordinal);

    private static bool IsNumber(string line) => line.Trim() is { Length: > 0 } text && text.All(char.IsAsciiDigit);
}
