using Qdrant.Client.Grpc;
using Triad.Doubles.Filters;
using Triad.Doubles.Payloads;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Limits;

/// <summary>Which indexes a filter or a formula needs where scans are forbidden.</summary>
internal static class IndexNeeds
{
    private const string Integer = "integer";
    private const string Float = "float";
    private const string Keyword = "keyword";
    private const string KeywordWithPrefix = "keyword (with prefix: true)";
    private const string Text = "text";
    private const string TextWithPhrases = "text (with phrase_matching: true)";
    private const string Uuid = "uuid";
    private const string Datetime = "datetime";

    private static readonly string[] Any =
        ["bool", Datetime, Float, "geo", Integer, Keyword, KeywordWithPrefix, Text, TextWithPhrases, Uuid];

    public static IndexNeed? FirstUnmet(FieldIndexes indexes, Filter filter) => FirstUnmet(indexes, filter, null);

    public static IndexNeed? FirstUnmet(FieldIndexes indexes, Expression expression)
    {
        switch (expression.VariantCase)
        {
            case Expression.VariantOneofCase.Variable when !expression.Variable.StartsWith('$'):
                return Unmet(indexes, PayloadPath.Parse(expression.Variable), [Float, Integer]);
            case Expression.VariantOneofCase.DatetimeKey:
                return Unmet(indexes, PayloadPath.Parse(expression.DatetimeKey), [Datetime]);
            case Expression.VariantOneofCase.Condition:
                return FirstUnmet(indexes, expression.Condition, null);
            default:
                return Parts(expression).Select(part => FirstUnmet(indexes, part)).FirstOrDefault(need => need is not null);
        }
    }

    private static IEnumerable<Expression> Parts(Expression expression) => expression.VariantCase switch
    {
        Expression.VariantOneofCase.Mult => expression.Mult.Mult,
        Expression.VariantOneofCase.Sum => expression.Sum.Sum,
        Expression.VariantOneofCase.Div => [expression.Div.Left, expression.Div.Right],
        Expression.VariantOneofCase.Neg => [expression.Neg],
        Expression.VariantOneofCase.Abs => [expression.Abs],
        Expression.VariantOneofCase.Sqrt => [expression.Sqrt],
        Expression.VariantOneofCase.Pow => [expression.Pow.Base, expression.Pow.Exponent],
        Expression.VariantOneofCase.Exp => [expression.Exp],
        Expression.VariantOneofCase.Log10 => [expression.Log10],
        Expression.VariantOneofCase.Ln => [expression.Ln],
        Expression.VariantOneofCase.ExpDecay => Parts(expression.ExpDecay),
        Expression.VariantOneofCase.GaussDecay => Parts(expression.GaussDecay),
        Expression.VariantOneofCase.LinDecay => Parts(expression.LinDecay),
        _ => [],
    };

    private static Expression[] Parts(DecayParamsExpression decay) => decay.Target is { } target ? [decay.X, target] : [decay.X];

    private static IndexNeed? FirstUnmet(FieldIndexes indexes, Filter filter, PayloadPath? inside) =>
        FilterSize.Each(filter).Select(condition => FirstUnmet(indexes, condition, inside)).FirstOrDefault(need => need is not null);

    private static IndexNeed? FirstUnmet(FieldIndexes indexes, Condition condition, PayloadPath? inside)
    {
        switch (condition.ConditionOneOfCase)
        {
            case Condition.ConditionOneOfOneofCase.Field:
                return Unmet(indexes, In(inside, condition.Field.Key), Types(condition.Field));
            case Condition.ConditionOneOfOneofCase.IsEmpty:
                return Unmet(indexes, In(inside, condition.IsEmpty.Key), Any);
            case Condition.ConditionOneOfOneofCase.IsNull:
                return Unmet(indexes, In(inside, condition.IsNull.Key), Any);
            case Condition.ConditionOneOfOneofCase.Filter:
                return FirstUnmet(indexes, condition.Filter, inside);
            case Condition.ConditionOneOfOneofCase.Nested:
                return FirstUnmet(indexes, condition.Nested.Filter ?? new Filter(), In(inside, condition.Nested.Key).OfElements());
            default:
                return null;
        }
    }

    private static PayloadPath In(PayloadPath? inside, string key) =>
        inside is null ? PayloadPath.Parse(key) : inside.Append(PayloadPath.Parse(key));

    private static IndexNeed? Unmet(FieldIndexes indexes, PayloadPath path, string[] types)
    {
        var has = indexes.At(path) is { } index ? Serves(index).Intersect(types).Any() : types.Length == 0;
        return has || types.Length == 0 ? null : new IndexNeed(path, string.Join(", ", types.Order(StringComparer.Ordinal)));
    }

    private static string[] Types(FieldCondition condition)
    {
        var types = new List<string>();
        if (condition.Match is { } match)
            types.AddRange(Types(match));
        if (condition.Range is not null)
            types.AddRange([Float, Integer]);
        if (condition.DatetimeRange is not null)
            types.Add(Datetime);
        if (condition.ValuesCount is not null || condition.HasIsEmpty || condition.HasIsNull)
            types.AddRange(Any);
        return [.. types.Distinct()];
    }

    private static string[] Types(Match match) => match.MatchValueCase switch
    {
        Match.MatchValueOneofCase.Keyword => OfTexts([match.Keyword]),
        Match.MatchValueOneofCase.Keywords => OfTexts(match.Keywords.Strings),
        Match.MatchValueOneofCase.ExceptKeywords => OfTexts(match.ExceptKeywords.Strings),
        Match.MatchValueOneofCase.Integer => [Integer],
        Match.MatchValueOneofCase.Integers => match.Integers.Integers.Count > 0 ? [Integer] : [],
        Match.MatchValueOneofCase.ExceptIntegers => match.ExceptIntegers.Integers.Count > 0 ? [Integer] : [],
        Match.MatchValueOneofCase.Boolean => ["bool"],
        Match.MatchValueOneofCase.Phrase => [TextWithPhrases],
        Match.MatchValueOneofCase.Prefix => [KeywordWithPrefix],
        Match.MatchValueOneofCase.Substring => [Keyword],
        _ => [Text],
    };

    private static string[] OfTexts(ICollection<string> texts)
    {
        if (texts.Count == 0)
            return [];
        return texts.All(text => Guid.TryParse(text, out _)) ? [Keyword, Uuid] : [Keyword];
    }

    private static IEnumerable<string> Serves(FieldIndex index)
    {
        switch (index.Type)
        {
            case PayloadSchemaType.Keyword:
                return index.Settings?.KeywordIndexParams?.Prefix is null ? [Keyword] : [Keyword, KeywordWithPrefix];
            case PayloadSchemaType.Text:
                var hasPhrases = index.Settings?.TextIndexParams is { HasPhraseMatching: true, PhraseMatching: true };
                return hasPhrases ? [Text, TextWithPhrases] : [Text];
            default:
                return [index.Type.ToString().ToLowerInvariant()];
        }
    }
}
