using System.Globalization;
using System.Text;

namespace Triad.Inference.Text.HuggingFace;

/// <summary>
/// Lower case by Unicode's full mapping. Only U+0130 has more than one character there; .NET leaves it as it is where it runs without ICU.
/// </summary>
internal static class LowerCase
{
    private const int DottedCapitalI = 0x130;
    private const int CapitalSigma = 0x3A3;
    private const string SmallIWithDot = "i\u0307";
    private const string FinalSigma = "\u03C2";

    // What Unicode ignores besides categories when it looks for the end of a word: apostrophes, full stops, colons, middle dots.
    private const string Ignorable = "'.:\u00B7\u0387\u055F\u05F4\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A";

    /// <summary>Each code point by itself, as tokenizers do.</summary>
    public static string OfCodePoints(string text) => Map(text, static (_, _) => false);

    /// <summary>The text as a whole, as programming languages do: a capital sigma at the end of a word becomes a final one.</summary>
    public static string OfText(string text) => Map(text, IsFinal);

    private static string Map(string text, Func<string, int, bool> isFinal)
    {
        var lower = new StringBuilder(text.Length);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            lower.Append(rune.Value switch
            {
                DottedCapitalI => SmallIWithDot,
                CapitalSigma when isFinal(text, at) => FinalSigma,
                _ => Rune.ToLowerInvariant(rune).ToString(),
            });
            at += rune.Utf16SequenceLength;
        }

        return lower.ToString();
    }

    private static bool IsFinal(string text, int at) => FindsLetter(text, at - 1, -1) && !FindsLetter(text, at + 1, 1);

    private static bool FindsLetter(string text, int at, int step)
    {
        for (; at >= 0 && at < text.Length; at += step)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
            {
                // The second half of a pair, seen from behind; the first half comes next.
                if (step < 0 && char.IsLowSurrogate(text[at]))
                    continue;
                return false;
            }

            if (step > 0)
                at += rune.Utf16SequenceLength - 1;
            if (!IsIgnorable(rune))
                return Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;
        }

        return false;
    }

    private static bool IsIgnorable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || (rune.IsBmp && Ignorable.Contains((char)rune.Value));
}
