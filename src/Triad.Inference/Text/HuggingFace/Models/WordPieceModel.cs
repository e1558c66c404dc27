using System.Text;
using Triad.Inference.Hub;

namespace Triad.Inference.Text.HuggingFace.Models;

/// <summary>
/// BERT's: the longest piece that the vocabulary has, then the longest of the rest; a word with a rest that fits nothing is
/// unknown.
/// </summary>
internal sealed class WordPieceModel(Vocabulary vocabulary, string prefix, int mostRunes) : ITokenModel
{
    private const int LongestWord = 1000;

    /// <summary>Reads the model.</summary>
    public static WordPieceModel Read(HubJson json, Vocabulary vocabulary)
    {
        if (vocabulary.Unknown is null)
            throw json["unk_token"].Because("is missing");
        var most = json["max_input_chars_per_word"];
        if (!most.IsNull && most.Whole() > LongestWord)
            throw most.Because($"is {most.Whole()}, more than {LongestWord}");
        return new WordPieceModel(vocabulary, json["continuing_subword_prefix"].Text("##"), most.IsNull ? 100 : most.Whole());
    }

    /// <inheritdoc/>
    public bool Encode(string word, List<int> ids)
    {
        var first = ids.Count;
        if (IsTooLong(word))
            return Unknown(ids, first);
        Span<char> piece = new char[prefix.Length + word.Length];
        for (var start = 0; start < word.Length;)
        {
            var lead = start == 0 ? 0 : prefix.Length;
            prefix.AsSpan(0, lead).CopyTo(piece);
            word.AsSpan(start).CopyTo(piece[lead..]);
            var length = Longest(piece[..(lead + word.Length - start)], lead, out var id);
            if (length == 0)
                return Unknown(ids, first);
            ids.Add(id);
            start += length;
        }

        return true;
    }

    private int Longest(ReadOnlySpan<char> piece, int lead, out int id)
    {
        id = 0;
        for (var end = piece.Length; end > lead; end -= char.IsLowSurrogate(piece[end - 1]) && end - lead > 1 ? 2 : 1)
            if (vocabulary.TryFind(piece[..end], out id))
                return end - lead;
        return 0;
    }

    private bool IsTooLong(string word) => word.Length > mostRunes && word.EnumerateRunes().Count() > mostRunes;

    private bool Unknown(List<int> ids, int first)
    {
        ids.RemoveRange(first, ids.Count - first);
        ids.Add(vocabulary.Unknown!.Value);
        return false;
    }
}
