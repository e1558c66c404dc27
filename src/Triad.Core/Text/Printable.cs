using System.Globalization;
using System.Text;

namespace Triad.Core.Text;

/// <summary>
/// Text that others named, made safe to show: what steers a terminal or breaks a line (control characters, line separators, bidirectional
/// overrides, halves of surrogate pairs) is shown as an escape, <c>\n</c> or <c>\u001b</c>. Other text stays as it is.
/// </summary>
public static class Printable
{
    /// <summary>The text as it may be shown.</summary>
    public static string Escape(string text)
    {
        if (!NeedsEscape(text))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        foreach (var (rune, part) in Runes(text))
        {
            if (rune is { } known && !Steers(known))
                shown.Append(part);
            else
                Append(shown, part);
        }

        return shown.ToString();
    }

    private static bool NeedsEscape(string text)
    {
        foreach (var (rune, _) in Runes(text))
        {
            if (rune is not { } known || Steers(known))
                return true;
        }

        return false;
    }

    // Null stands for half of a surrogate pair.
    private static IEnumerable<(Rune? Rune, string Part)> Runes(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var isWhole = Rune.TryGetRuneAt(text, at, out var rune);
            var length = isWhole ? rune.Utf16SequenceLength : 1;
            yield return (isWhole ? rune : null, text.Substring(at, length));
            at += length;
        }
    }

    private static bool Steers(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069) or 0x200e or 0x200f or 0x061c;

    private static void Append(StringBuilder shown, string part)
    {
        foreach (var unit in part)
        {
            _ = unit switch
            {
                '\n' => shown.Append("\\n"),
                '\r' => shown.Append("\\r"),
                '\t' => shown.Append("\\t"),
                _ => shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
            };
        }
    }
}
