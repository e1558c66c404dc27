using System.Globalization;
using System.Text.RegularExpressions;
using Triad.Core.Errors;

namespace Triad.Media.Captions;

/// <summary>Reads "start --> end" lines of both formats: hours may be left out, the fraction follows a comma or a dot.</summary>
internal static partial class CueTiming
{
    /// <summary>What a timing line is known by.</summary>
    public const string Arrow = "-->";

    private const string Remedy = "Write timings as 00:00:01,000 --> 00:00:04,000.";

    /// <summary>Reads a timing line; what stands behind it (positions, cue settings) is passed over.</summary>
    /// <param name="line">The line.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <returns>Start and end, which may be before the start.</returns>
    public static Result<(TimeSpan Start, TimeSpan End)> Parse(string line, int number)
    {
        var match = Form().Match(line);
        return match.Success && Time(match, 1) is { } start && Time(match, 5) is { } end
            ? (start, end)
            : CaptionErrors.At(number, line, "is not a cue timing", Remedy);
    }

    private static TimeSpan? Time(Match match, int group)
    {
        var hours = Number(match.Groups[group].Value);
        var minutes = Number(match.Groups[group + 1].Value);
        var seconds = Number(match.Groups[group + 2].Value);
        var milliseconds = Number(match.Groups[group + 3].Value.PadRight(3, '0'));
        return minutes > 59 || seconds > 59 ? null : new TimeSpan(0, hours, minutes, seconds, milliseconds);
    }

    private static int Number(string digits) => digits.Length == 0 ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^\s*(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[,.](\d{1,3}))?\s*-->\s*(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[,.](\d{1,3}))?(?:\s.*)?$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
