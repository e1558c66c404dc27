using System.Collections.Frozen;
using System.Text;
using Triad.Core.Routing;

namespace Triad.Inference.Text.HashedNgrams;

/// <summary>
/// The tokenizer <c>hashed-ngrams</c> of docs/model-package.md: a word is its vocabulary id, where it has one, and the hashed n-grams
/// of its code points. A word outside the vocabulary is reported and never dropped. Thread-safe.
/// </summary>
internal sealed class HashedNgramTokenizer : ITokenizer
{
    // Unknown words come from hostile text and go into responses.
    private const int MaxReported = 64;
    private const int MaxReportedLength = 64;

    private readonly HashedNgramSettings _settings;
    private readonly FrozenDictionary<string, int> _vocabulary;

    /// <summary>Makes a tokenizer.</summary>
    /// <param name="settings">Validated settings.</param>
    /// <param name="vocabulary">The known words in the order of the vocabulary file.</param>
    public HashedNgramTokenizer(HashedNgramSettings settings, IEnumerable<string> vocabulary)
    {
        _settings = settings;
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var line = 0;
        foreach (var word in vocabulary)
            ids.TryAdd(word, 1 + settings.Buckets + line++);
        _vocabulary = ids.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public TokenizedText Tokenize(string text)
    {
        var ids = new List<long>();
        var unknown = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (words, known, cut) = (0, 0, 0);
        foreach (var word in WordSplitter.Split(text))
        {
            if (words == _settings.MaxWords)
            {
                cut++;
                continue;
            }

            words++;
            AppendIds(word, ids);
            if (_vocabulary.ContainsKey(word))
                known++;
            else if (unknown.Count < MaxReported && seen.Add(word))
                unknown.Add(Shorten(word));
        }

        return new TokenizedText([.. ids], words, known, unknown, cut);
    }

    private void AppendIds(string word, List<long> ids)
    {
        var end = ids.Count + _settings.MaxGrams;
        if (_vocabulary.TryGetValue(word, out var id))
            ids.Add(id);
        var bounded = $"<{word}>";
        var starts = RuneStarts(bounded);
        for (var n = _settings.MinN; n <= _settings.MaxN; n++)
            for (var first = 0; first + n < starts.Count && ids.Count < end; first++)
                ids.Add(1 + (Hash(bounded.AsSpan(starts[first]..starts[first + n])) % (uint)_settings.Buckets));
        while (ids.Count < end)
            ids.Add(0);
    }

    // Only the first grams count, so a very long word is not walked to its end.
    private List<int> RuneStarts(string word)
    {
        var starts = new List<int>(Math.Min(word.Length, _settings.MaxGrams + _settings.MaxN) + 1) { 0 };
        var at = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            if (starts.Count > _settings.MaxGrams + _settings.MaxN)
                break;
            starts.Add(at += rune.Utf16SequenceLength);
        }

        return starts;
    }

    private static uint Hash(ReadOnlySpan<char> gram)
    {
        Span<byte> utf8 = stackalloc byte[256];
        return gram.Length * 4 <= utf8.Length
            ? StableHash.Of(utf8[..Encoding.UTF8.GetBytes(gram, utf8)])
            : StableHash.Of(Encoding.UTF8.GetBytes(gram.ToString()));
    }

    private static string Shorten(string word) =>
        word.Length <= MaxReportedLength ? word : string.Concat(word.AsSpan(0, MaxReportedLength - 1), "…");
}
