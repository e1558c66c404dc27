using Qdrant.Client.Grpc;
using Triad.Doubles.Payloads;

namespace Triad.Doubles.Filters;

/// <summary>Whether a value passes a match condition.</summary>
internal static class MatchCheck
{
    /// <summary>Whether a text index answers it.</summary>
    public static bool IsOfText(Match? match) =>
        match?.MatchValueCase is Match.MatchValueOneofCase.Text or Match.MatchValueOneofCase.TextAny or Match.MatchValueOneofCase.Phrase;

    public static Predicate<Value> ByIndex(Match match, Tokens tokens)
    {
        var isPhrase = match.MatchValueCase == Match.MatchValueOneofCase.Phrase;
        var (wanted, isAny) = match.MatchValueCase switch
        {
            Match.MatchValueOneofCase.Text => (tokens.OfQuery(match.Text), false),
            Match.MatchValueOneofCase.TextAny => (tokens.OfQuery(match.TextAny), true),
            _ => (tokens.OfDocument(match.Phrase), false),
        };
        return value =>
        {
            if (value.KindCase != Value.KindOneofCase.StringValue)
                return false;
            var document = tokens.OfDocument(value.StringValue);
            if (isPhrase)
                return HasPhrase(document, wanted);
            return isAny ? wanted.Exists(document.Contains) : wanted.TrueForAll(document.Contains);
        };
    }

    /// <summary>Without a text index words are looked for as parts of the text.</summary>
    public static Predicate<Value> Of(Match match) => match.MatchValueCase switch
    {
        Match.MatchValueOneofCase.Keyword => value => AsText(value) == match.Keyword,
        Match.MatchValueOneofCase.Integer => value => AsInteger(value) == match.Integer,
        Match.MatchValueOneofCase.Boolean => value => value.KindCase == Value.KindOneofCase.BoolValue && value.BoolValue == match.Boolean,
        Match.MatchValueOneofCase.Keywords => OneOf(match.Keywords.Strings, AsText),
        Match.MatchValueOneofCase.Integers => OneOf(match.Integers.Integers.Cast<long?>(), AsInteger),
        Match.MatchValueOneofCase.ExceptKeywords => NoneOf(match.ExceptKeywords.Strings, AsText),
        Match.MatchValueOneofCase.ExceptIntegers => NoneOf(match.ExceptIntegers.Integers.Cast<long?>(), AsInteger),
        Match.MatchValueOneofCase.Text => value => Has(value, match.Text),
        Match.MatchValueOneofCase.Phrase => value => Has(value, match.Phrase),
        Match.MatchValueOneofCase.TextAny => AnyWord(match.TextAny),
        Match.MatchValueOneofCase.Prefix => value => AsText(value)?.StartsWith(match.Prefix, StringComparison.Ordinal) == true,
        Match.MatchValueOneofCase.Substring => value => Has(value, match.Substring),
        Match.MatchValueOneofCase.None => throw Refusal.Malformed("Malformed Match condition"),
        _ => throw Refusal.Uncomputed($"the match {match.MatchValueCase}"),
    };

    private static Predicate<Value> OneOf<T>(IEnumerable<T> wanted, Func<Value, T?> read)
    {
        var set = wanted.ToHashSet();
        return value => read(value) is { } own && set.Contains(own);
    }

    private static Predicate<Value> NoneOf<T>(IEnumerable<T> unwanted, Func<Value, T?> read)
    {
        var set = unwanted.ToHashSet();
        return value => !value.IsNull() && !(read(value) is { } own && set.Contains(own));
    }

    private static Predicate<Value> AnyWord(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return value => Array.Exists(words, word => Has(value, word));
    }

    private static bool Has(Value value, string part) => AsText(value)?.Contains(part, StringComparison.Ordinal) == true;

    private static string? AsText(Value value) => value.KindCase == Value.KindOneofCase.StringValue ? value.StringValue : null;

    private static long? AsInteger(Value value) => value.KindCase == Value.KindOneofCase.IntegerValue ? value.IntegerValue : null;

    private static bool HasPhrase(List<string> document, List<string> phrase)
    {
        for (var start = 0; start + phrase.Count <= document.Count; start++)
        {
            if (document.Skip(start).Take(phrase.Count).SequenceEqual(phrase))
                return phrase.Count > 0;
        }

        return false;
    }
}
