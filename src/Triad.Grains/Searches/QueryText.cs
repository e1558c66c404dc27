using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>
/// What the model knows of a query's texts. An unknown word is embedded by its parts and reported. Where all that a query looks for, or all that it
/// keeps away from, is texts of unknown words alone, it is refused: such a vector is noise, whatever its sign.
/// </summary>
internal static class QueryText
{
    private const string Remedy =
        "Use other words, or add a part of another kind. Words of captions and transcripts are not searched yet.";

    public static Result<TextReport> Read(SearchQuery query, IEmbedder embedder)
    {
        var unknown = new List<string>();
        var cut = 0;
        var notices = new TextNotice?[query.Parts.Length];
        for (var i = 0; i < query.Parts.Length; i++)
        {
            if (query.Parts[i].Kind != SearchPartKind.Text)
                continue;
            var notice = notices[i] = embedder.Read(query.Parts[i].Text);
            if (notice.Problem is { } problem)
                return problem with { Field = $"query.parts[{i}].text" };
            if (notice.KnownWords + notice.UnknownWords.Count == 0)
                return Error.Invalid($"query.parts[{i}].text", query.Parts[i].Text, "has no word", "Write at least one word of letters or digits.");
            cut += notice.CutWords;
            unknown.AddRange(notice.UnknownWords);
        }

        foreach (var side in Enumerable.Range(0, notices.Length).GroupBy(i => query.Parts[i].Weight > 0))
            if (side.All(i => notices[i] is { KnownWords: 0, UnknownWords.Count: > 0 }))
                return Unknown(side.Count() == 1 ? $"query.parts[{side.First()}].text" : "query.parts.text", side.SelectMany(i => notices[i]!.UnknownWords));
        return new TextReport([.. unknown.Distinct(StringComparer.Ordinal)], cut);
    }

    private static Error Unknown(string field, IEnumerable<string> words) => Error.Of(
        ErrorReason.WordsUnknown,
        field,
        string.Join(", ", words.Distinct(StringComparer.Ordinal)),
        "has only words that the model does not know",
        Remedy);
}
