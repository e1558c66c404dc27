using System.Text;

namespace Triad.Inference.Text.HuggingFace.Splitters;

/// <summary>Splits at characters of a class, such as white space, and then at those of another, such as punctuation.</summary>
/// <param name="removed">Characters that go; null for none.</param>
/// <param name="kept">Characters that stay; null for none.</param>
/// <param name="behavior">What becomes of the characters that stay.</param>
internal sealed class RuneSplitter(
    Func<Rune, bool>? removed, Func<Rune, bool>? kept, SplitBehavior behavior = SplitBehavior.Isolated) : ISplitter
{
    /// <inheritdoc/>
    public IEnumerable<string> Split(string piece, bool first)
    {
        IEnumerable<string> words = removed is null ? [piece] : Splitting.At(piece, Places(piece, removed), SplitBehavior.Removed);
        return kept is null ? words : words.SelectMany(word => Splitting.At(word, Places(word, kept), behavior));
    }

    private static List<Range> Places(string text, Func<Rune, bool> isPlace)
    {
        var places = new List<Range>();
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var end = at + rune.Utf16SequenceLength;
            if (isPlace(rune))
                places.Add(at..end);
            at = end;
        }

        return places;
    }
}
