using System.Globalization;
using System.Text;
using Triad.Inference.Text.Unicode;

namespace Triad.Inference.Text;

/// <summary>Splits a text into words: NFKC, lower case, maximal runs of letters, marks and numbers, inner apostrophes dropped.</summary>
internal static class WordSplitter
{
    private const int DottedCapitalI = 0x130;
    private const int CapitalSigma = 0x3A3;
    private const char SmallSigma = '\u03C3';
    private const char FinalSigma = '\u03C2';

    /// <summary>The words in order.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        var afterApostrophe = false;
        foreach (var rune in Nfkc.Normalize(text).EnumerateRunes())
        {
            if (IsWordPart(rune))
            {
                Append(word, rune);
                afterApostrophe = false;
            }
            else if (IsApostrophe(rune) && word.Length > 0 && !afterApostrophe)
            {
                // Whether it is an inner one shows with the next rune; dropped in either case.
                afterApostrophe = true;
            }
            else
            {
                if (word.Length > 0) yield return Finish(word);
                word.Clear();
                afterApostrophe = false;
            }
        }

        if (word.Length > 0) yield return Finish(word);
    }

    // Full lower case differs from the mapping of single code points in two places: the dotted capital I, and sigma at a word's end.
    private static void Append(StringBuilder word, Rune rune)
    {
        if (rune.Value == DottedCapitalI) word.Append("i\u0307");
        else if (rune.Value == CapitalSigma) word.Append((char)CapitalSigma);
        else word.Append(Rune.ToLowerInvariant(rune).ToString());
    }

    private static string Finish(StringBuilder word)
    {
        if (word.Length > 1 && word[^1] == CapitalSigma) word[^1] = FinalSigma;
        return word.Replace((char)CapitalSigma, SmallSigma).ToString();
    }

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '\u2019';

    private static bool IsWordPart(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
}
