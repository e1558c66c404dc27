using System.Text;
using System.Text.RegularExpressions;

namespace Triad.Inference.Text.HuggingFace;

/// <summary>
/// Gives the ids that the makers' own tokenizer gives (the library that reads this file), but for names of special tokens in a text: here
/// they are plain text. Thread-safe.
/// </summary>
internal sealed class HuggingFaceTokenizer(TokenizerParts parts, int maxTokens, bool lowerCase) : ITokenizer
{
    // Unknown words come from hostile text and go into responses.
    private const int MaxReported = 64;
    private const int MaxReportedLength = 64;
    private const char SpaceMark = '\u2581';

    private readonly int _room = maxTokens - parts.Template.Before.Count - parts.Template.After.Count;

    /// <inheritdoc/>
    public TokenizedText Tokenize(string text)
    {
        var read = new Reading();
        var plain = WithoutHalfPairs(lowerCase ? LowerCase.OfText(text) : text);
        try
        {
            foreach (var (rawText, rawId) in parts.Raw.Split(plain))
            {
                if (rawId is { } found)
                    read.Add(found);
                else
                    Read(parts.Normalizer.Normalize(rawText), read);
            }
        }
        catch (RegexMatchTimeoutException slow)
        {
            throw new TextTooSlowException(text, slow);
        }

        if (read.Ids.Count == 0)
            return new TokenizedText([], 0, 0, [], 0);
        long[] ids = [.. parts.Template.Before, .. read.Ids.Take(_room), .. parts.Template.After];
        return new TokenizedText(ids, ids.Length, read.Known, read.Unknown, read.Cut)
        {
            Before = parts.Template.Before.Count,
            After = parts.Template.After.Count,
        };
    }

    private void Read(string normalized, Reading read)
    {
        foreach (var (text, id) in parts.Normalized.Split(normalized))
        {
            if (id is { } found)
                read.Add(found);
            else
                foreach (var word in parts.Splitter.Split(text, read.IsFirst))
                    ReadWord(word, read);
            read.IsFirst = false;
        }
    }

    private void ReadWord(string word, Reading read)
    {
        // What comes after the last place changes nothing before it.
        if (read.Ids.Count >= _room)
        {
            read.Cut++;
            return;
        }

        var known = parts.Model.Encode(word, read.Ids);
        if (read.Ids.Count > _room)
            read.Cut++;
        else if (known)
            read.Known++;
        else if (read.Unknown.Count < MaxReported && word.Trim(SpaceMark) is { Length: > 0 } shown)
            read.Note(shown.Length <= MaxReportedLength ? shown : string.Concat(shown.AsSpan(0, MaxReportedLength - 1), "…"));
    }

    private static string WithoutHalfPairs(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune.ToString());
        return whole.ToString();
    }

    private sealed class Reading
    {
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

        public List<int> Ids { get; } = [];

        public List<string> Unknown { get; } = [];

        public int Known { get; set; }

        public int Cut { get; set; }

        public bool IsFirst { get; set; } = true;

        public void Add(int piece)
        {
            Ids.Add(piece);
            Known++;
        }

        public void Note(string word)
        {
            if (_seen.Add(word))
                Unknown.Add(word);
        }
    }
}
