namespace Triad.Inference.Text;

/// <summary>A text as a text graph takes it.</summary>
/// <param name="Ids">The ids of each place in turn; those of a place that has fewer than others are filled up with 0.</param>
/// <param name="Length">Places in the graph's input: words or pieces of words. 0 for a text without anything to embed.</param>
/// <param name="KnownWords">How many of the words the vocabulary has.</param>
/// <param name="UnknownWords">Distinct words outside the vocabulary, in order of appearance. They are embedded by their parts.</param>
/// <param name="CutWords">How many words at the end were cut, because the text is longer than the package takes.</param>
internal sealed record TokenizedText(
    long[] Ids,
    int Length,
    int KnownWords,
    IReadOnlyList<string> UnknownWords,
    int CutWords)
{
    /// <summary>Ids at the start that stand before every text, such as one that begins it.</summary>
    public int Before { get; init; }

    /// <summary>Ids at the end that stand after every text.</summary>
    public int After { get; init; }

    /// <summary>The ids of the text alone.</summary>
    public ReadOnlySpan<long> Own => Ids.AsSpan(Before, Ids.Length - Before - After);
}
