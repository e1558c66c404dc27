using Qdrant.Client.Grpc;
using Triad.Doubles.Filters;

namespace Triad.Doubles.Limits;

/// <summary>How large a filter is.</summary>
internal static class FilterSize
{
    /// <summary>The conditions of a filter itself, in the order in which a server looks at them.</summary>
    public static IEnumerable<Condition> Each(Filter filter) =>
        FilterEvaluator.Given([.. filter.Must, .. filter.MustNot, .. filter.Should, .. filter.MinShould?.Conditions ?? []]);

    public static ulong Conditions(Filter filter) => Each(filter).Aggregate(0UL, (sum, condition) => sum + Conditions(condition));

    /// <summary>The most values or ids that one condition names.</summary>
    public static ulong LargestCondition(Filter filter) => Each(filter).Select(Size).DefaultIfEmpty().Max();

    private static ulong Conditions(Condition condition) => condition.ConditionOneOfCase switch
    {
        Condition.ConditionOneOfOneofCase.Filter => Conditions(condition.Filter),
        Condition.ConditionOneOfOneofCase.Nested => Conditions(condition.Nested.Filter ?? new Filter()),
        _ => 1,
    };

    private static ulong Size(Condition condition) => condition.ConditionOneOfCase switch
    {
        Condition.ConditionOneOfOneofCase.Filter => LargestCondition(condition.Filter),
        Condition.ConditionOneOfOneofCase.Nested => LargestCondition(condition.Nested.Filter ?? new Filter()),
        Condition.ConditionOneOfOneofCase.HasId => (ulong)condition.HasId.HasId.Count,
        Condition.ConditionOneOfOneofCase.Field => Size(condition.Field.Match),
        _ => 0,
    };

    private static ulong Size(Match? match) => match?.MatchValueCase switch
    {
        Match.MatchValueOneofCase.Keywords => (ulong)match.Keywords.Strings.Count,
        Match.MatchValueOneofCase.ExceptKeywords => (ulong)match.ExceptKeywords.Strings.Count,
        Match.MatchValueOneofCase.Integers => (ulong)match.Integers.Integers.Count,
        Match.MatchValueOneofCase.ExceptIntegers => (ulong)match.ExceptIntegers.Integers.Count,
        _ => 0,
    };
}
