using System.Net;
using System.Text.RegularExpressions;

namespace Triad.Media.Captions;

/// <summary>Reduces the text of a cue to what is said: no tags, no positions, no entities, single spaces.</summary>
internal static partial class CueText
{
    /// <summary>Cleans the lines of a cue.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="hasEntities">True for WebVTT, which writes special characters as entities.</param>
    public static string Clean(IEnumerable<string> lines, bool hasEntities)
    {
        var plain = Tags().Replace(string.Join(' ', lines), "");
        return Spaces().Replace(hasEntities ? WebUtility.HtmlDecode(plain) : plain, " ").Trim();
    }

    // <i>, </font>, <v Name>, <c.class>, <00:00:01.000>, and SubRip's {\an8}. "a < b" is text.
    [GeneratedRegex(@"</?[A-Za-z][^<>]*>|<\d{1,4}:[\d:.]+>|\{\\[^{}]*\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Tags();

    [GeneratedRegex(@"[\s\u200E\u200F\p{Cc}]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
