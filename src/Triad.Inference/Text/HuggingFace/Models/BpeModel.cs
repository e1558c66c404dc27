using System.Text;
using Triad.Inference.Hub;

namespace Triad.Inference.Text.HuggingFace.Models;

/// <summary>Byte pair encoding: the characters of a word, of which the pair with the best rank is merged again and again.</summary>
internal sealed class BpeModel : ITokenModel
{
    private readonly Vocabulary _vocabulary;
    private readonly Dictionary<(int Left, int Right), (int Rank, int Id)> _merges;
    private readonly string _prefix;
    private readonly string _suffix;
    private readonly bool _fuseUnknown;
    private readonly bool _ignoreMerges;
    private readonly int[]? _bytes;

    private BpeModel(HubJson json, Vocabulary vocabulary, Dictionary<(int Left, int Right), (int Rank, int Id)> merges)
    {
        (_vocabulary, _merges) = (vocabulary, merges);
        _prefix = json["continuing_subword_prefix"].Text("");
        _suffix = json["end_of_word_suffix"].Text("");
        _fuseUnknown = json["fuse_unk"].Truth(false);
        _ignoreMerges = json["ignore_merges"].Truth(false);
        _bytes = json["byte_fallback"].Truth(false) ? ByteIds(vocabulary) : null;
    }

    /// <summary>Reads the model.</summary>
    public static BpeModel Read(HubJson json, Vocabulary vocabulary)
    {
        var dropout = json["dropout"];
        if (!dropout.IsNull && dropout.Number() != 0)
            throw dropout.Because($"is {dropout.Number()}: ids would differ from time to time");
        return new BpeModel(json, vocabulary, ReadMerges(json, vocabulary));
    }

    /// <inheritdoc/>
    public bool Encode(string word, List<int> ids)
    {
        if (_ignoreMerges && _vocabulary.TryFind(word, out var whole))
        {
            ids.Add(whole);
            return true;
        }

        var symbols = new List<int>(word.Length);
        var known = Symbols(word, symbols);
        Merge(symbols, ids);
        return known;
    }

    private static Dictionary<(int Left, int Right), (int Rank, int Id)> ReadMerges(HubJson json, Vocabulary vocabulary)
    {
        var prefix = json["continuing_subword_prefix"].Text("").Length;
        var merges = new Dictionary<(int Left, int Right), (int Rank, int Id)>();
        var rank = 0;
        foreach (var merge in json["merges"].Items)
        {
            var (left, right) = Pair(merge);
            var joined = left + right[Math.Min(prefix, right.Length)..];
            rank++;
            if (vocabulary.IsSpecial(left) || vocabulary.IsSpecial(right) || vocabulary.IsSpecial(joined))
                continue;
            if (!vocabulary.TryFind(left, out var leftId) || !vocabulary.TryFind(right, out var rightId))
                throw merge.Because($"merges '{left}' and '{right}', and 'vocab' lacks one of them");
            if (!vocabulary.TryFind(joined, out var id))
                throw merge.Because($"makes '{joined}', which 'vocab' lacks");
            merges[(leftId, rightId)] = (rank, id);
        }

        return merges;
    }

    // Files before 2024 have both parts in one text with a space between.
    private static (string Left, string Right) Pair(HubJson merge)
    {
        string[] parts = merge.Element.ValueKind == System.Text.Json.JsonValueKind.String
            ? merge.Text().Split(' ')
            : [.. merge.Items.Select(part => part.Text())];
        return parts is [var left, var right] ? (left, right) : throw merge.Because($"has {parts.Length} parts, expected 2");
    }

    private static int[] ByteIds(Vocabulary vocabulary)
    {
        var ids = new int[256];
        for (var value = 0; value < ids.Length; value++)
            ids[value] = vocabulary.TryFind($"<0x{value:X2}>", out var id) ? id : -1;
        return ids;
    }

    private bool Symbols(string word, List<int> symbols)
    {
        var (known, lastUnknown, at) = (true, false, 0);
        foreach (var rune in word.EnumerateRunes())
        {
            var first = at == 0;
            at += rune.Utf16SequenceLength;
            var symbol = (first ? "" : _prefix) + rune + (at == word.Length ? _suffix : "");
            if (_vocabulary.TryFind(symbol, out var id))
                symbols.Add(id);
            else if (AddBytes(symbol, symbols))
                id = 0;
            else
            {
                known = false;
                if (_vocabulary.Unknown is { } unknown && !(_fuseUnknown && lastUnknown))
                    symbols.Add(unknown);
                lastUnknown = true;
                continue;
            }

            lastUnknown = false;
        }

        return known;
    }

    private bool AddBytes(string symbol, List<int> symbols)
    {
        if (_bytes is null)
            return false;
        var bytes = Encoding.UTF8.GetBytes(symbol);
        if (bytes.Any(value => _bytes[value] < 0))
            return false;
        symbols.AddRange(bytes.Select(value => _bytes[value]));
        return true;
    }

    private void Merge(List<int> symbols, List<int> ids)
    {
        var (previous, next) = (new int[symbols.Count], new int[symbols.Count]);
        var queue = new PriorityQueue<(int At, int Left, int Right), (int Rank, int At)>();
        for (var i = 0; i < symbols.Count; i++)
        {
            (previous[i], next[i]) = (i - 1, i + 1);
            Offer(i, i + 1);
        }

        while (queue.TryDequeue(out var pair, out _))
        {
            var (at, right) = (pair.At, next[pair.At]);

            // A symbol that was merged away, or with another one than it was offered with, has another pair by now.
            if (symbols[at] != pair.Left || right >= symbols.Count || symbols[right] != pair.Right)
                continue;
            symbols[at] = _merges[(pair.Left, pair.Right)].Id;
            symbols[right] = -1;
            next[at] = next[right];
            if (next[at] < symbols.Count)
                previous[next[at]] = at;
            Offer(previous[at], at);
            Offer(at, next[at]);
        }

        ids.AddRange(symbols.Where(symbol => symbol >= 0));

        void Offer(int left, int right)
        {
            if (left >= 0 && right < symbols.Count && _merges.TryGetValue((symbols[left], symbols[right]), out var merge))
                queue.Enqueue((left, symbols[left], symbols[right]), (merge.Rank, left));
        }
    }
}
