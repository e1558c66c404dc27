using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>What the model knows of a query's texts. An unknown word is embedded by its parts and reported; nothing but unknown words is refused.</summary>
internal static class QueryText
{
    public static Result<TextReport> Read(SearchQuery query, IEmbedder embedder)
    {
        var unknown = new List<string>();
        var known = 0;
        var cut = 0;
        for (var i = 0; i < query.Parts.Length; i++)
        {
            if (query.Parts[i].Kind != SearchPartKind.Text)
                continue;
            var notice = embedder.Read(query.Parts[i].Text);
            if (notice.KnownWords + notice.UnknownWords.Count == 0)
                return Error.Invalid($"query.parts[{i}].text", query.Parts[i].Text, "has no word", "Write at least one word of letters or digits.");
            known += notice.KnownWords;
            cut += notice.CutWords;
            unknown.AddRange(notice.UnknownWords);
        }

        var words = unknown.Distinct(StringComparer.Ordinal).ToList();
        if (known == 0 && words.Count > 0 && query.Parts.All(part => part.Kind == SearchPartKind.Text))
            return Error.Of(ErrorReason.WordsUnknown, "query.parts.text", string.Join(", ", words), "has only words that the model does not know", "Use other words, or add a part of another kind.");
        return new TextReport([.. words], cut);
    }
}
