using Triad.Inference.Hub;

namespace Triad.Inference.Text.HuggingFace;

/// <summary>
/// Pieces that are found in a text before the model sees it, such as runs of line ends. Special tokens are never looked for: what a user
/// writes is plain text.
/// </summary>
internal sealed class AddedTokens
{
    private readonly Dictionary<string, int> _ids;
    private readonly int[] _lengths;

    private AddedTokens(Dictionary<string, int> ids)
    {
        _ids = ids;
        _lengths = [.. _ids.Keys.Select(content => content.Length).Distinct().OrderDescending()];
    }

    /// <summary>Reads <c>added_tokens</c>.</summary>
    /// <param name="json">The list.</param>
    /// <param name="special">Receives the names of special tokens.</param>
    /// <param name="largestId">The largest id among them, -1 where there are none.</param>
    /// <returns>Those that are looked for in the raw text, and those that are looked for after it was normalised.</returns>
    public static (AddedTokens Raw, AddedTokens Normalized) Read(HubJson json, HashSet<string> special, out int largestId)
    {
        largestId = -1;
        var (raw, normalized) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var token in json.IsNull ? [] : json.Items)
        {
            var (content, id) = (token["content"].Text(), token["id"].Whole());
            largestId = Math.Max(largestId, id);
            if (token["special"].Truth(false))
            {
                special.Add(content);
                continue;
            }

            if (content.Length == 0)
                throw token["content"].Because("is empty");
            foreach (var option in new[] { "lstrip", "rstrip", "single_word" })
                if (token[option].Truth(false))
                    throw token[option].Unsupported(["false"]);
            (token["normalized"].Truth(true) ? normalized : raw)[content] = id;
        }

        return (new AddedTokens(raw), new AddedTokens(normalized));
    }

    /// <summary>
    /// A text in parts: what is none of the tokens, and the ids of those that are found, the longest first at each
    /// place.
    /// </summary>
    public IEnumerable<(string Text, int? Id)> Split(string text)
    {
        var start = 0;
        for (var at = 0; at < text.Length && _lengths.Length > 0;)
        {
            var length = Find(text, at, out var id);
            if (length == 0)
            {
                at++;
                continue;
            }

            if (at > start)
                yield return (text[start..at], null);
            yield return ("", id);
            start = at += length;
        }

        if (start < text.Length)
            yield return (start == 0 ? text : text[start..], null);
    }

    private int Find(string text, int at, out int id)
    {
        var lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var length in _lengths)
            if (at + length <= text.Length && lookup.TryGetValue(text.AsSpan(at, length), out id))
                return length;
        id = 0;
        return 0;
    }
}
