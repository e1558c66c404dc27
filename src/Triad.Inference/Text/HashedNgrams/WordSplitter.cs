using System.Globalization;
using System.Text;
using Triad.Core.Text;

namespace Triad.Inference.Text.HashedNgrams;

/// <summary>Splits a text into words: NFKC, lower case, maximal runs of letters, marks and numbers, inner apostrophes dropped.</summary>
internal static class WordSplitter
{
    /// <summary>The words in order.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        var afterApostrophe = false;
        foreach (var rune in UnicodeText.ToNfkc(text).EnumerateRunes())
        {
            if (IsWordPart(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
                afterApostrophe = false;
            }
            else if (IsApostrophe(rune) && word.Length > 0 && !afterApostrophe)
            {
                // Whether it is an inner one shows with the next rune; dropped in either case.
                afterApostrophe = true;
            }
            else
            {
                if (word.Length > 0)
                    yield return word.ToString();
                word.Clear();
                afterApostrophe = false;
            }
        }

        if (word.Length > 0)
            yield return word.ToString();
    }

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '\u2019';

    private static bool IsWordPart(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
}
