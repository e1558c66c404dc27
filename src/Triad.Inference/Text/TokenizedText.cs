namespace Triad.Inference.Text;

/// <summary>A text as a text graph takes it.</summary>
/// <param name="Ids">Length x Width ids; those of a place that has fewer are filled up with 0.</param>
/// <param name="Length">Places in the graph's input: words or pieces of words. 0 for a text without anything to embed.</param>
/// <param name="Width">Ids that a place has.</param>
/// <param name="KnownWords">How many of the words the vocabulary has.</param>
/// <param name="UnknownWords">Distinct words outside the vocabulary, in order of appearance. They are embedded by their parts.</param>
/// <param name="CutWords">How many words at the end were cut, because the text is longer than the package takes.</param>
internal sealed record TokenizedText(
    long[] Ids,
    int Length,
    int Width,
    int KnownWords,
    IReadOnlyList<string> UnknownWords,
    int CutWords);
