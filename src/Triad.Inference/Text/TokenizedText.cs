namespace Triad.Inference.Text;

/// <summary>A text as the text graph takes it.</summary>
/// <param name="Ids">Words x GramsPerWord ids, padded with 0 within a word.</param>
/// <param name="Words">Words that the ids stand for; 0 for a text without a letter or digit.</param>
/// <param name="GramsPerWord">Ids a word has, with padding.</param>
/// <param name="KnownWords">How many of the words the vocabulary has.</param>
/// <param name="UnknownWords">Distinct words outside the vocabulary, in order of appearance. They still have their n-grams.</param>
/// <param name="CutWords">How many words at the end were cut, because the text has more than the package's max_words.</param>
public sealed record TokenizedText(
    long[] Ids,
    int Words,
    int GramsPerWord,
    int KnownWords,
    IReadOnlyList<string> UnknownWords,
    int CutWords);
