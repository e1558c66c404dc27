using System.Text;
using System.Text.RegularExpressions;

namespace Triad.Inference.Text.HuggingFace.Splitters;

/// <summary>GPT-2's: words by its expression, and each byte of their UTF-8 as one visible character.</summary>
internal sealed partial class ByteLevelSplitter(bool addPrefixSpace, bool useRegex) : ISplitter
{
    private static readonly char[] Visible = MakeVisible();
    private static readonly Pattern Words = Pattern.Of(Expression());

    /// <inheritdoc/>
    public IEnumerable<string> Split(string piece, bool first)
    {
        if (addPrefixSpace && piece[0] != ' ')
            piece = " " + piece;
        IEnumerable<string> words = useRegex ? Splitting.At(piece, Words.Find(piece), SplitBehavior.Isolated) : [piece];
        return words.Select(ToVisible);
    }

    private static string ToVisible(string word)
    {
        var bytes = Encoding.UTF8.GetBytes(word);
        return string.Create(bytes.Length, bytes, static (span, from) =>
        {
            for (var i = 0; i < from.Length; i++)
                span[i] = Visible[from[i]];
        });
    }

    // Bytes that print stand for themselves; the others, in order, are the characters from U+0100 on.
    private static char[] MakeVisible()
    {
        var (visible, next) = (new char[256], 0x100);
        for (var value = 0; value < visible.Length; value++)
            visible[value] = value is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE and <= 0xFF ? (char)value : (char)next++;
        return visible;
    }

    [GeneratedRegex(
        @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Expression();
}
