using Qdrant.Client.Grpc;
using Triad.Doubles.Payloads;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Filters;

/// <summary>Makes a test of a filter, which is read once and then applied to many points.</summary>
internal sealed class FilterEvaluator(FieldIndexes indexes)
{
    public Predicate<StoredPoint> Of(Filter? filter)
    {
        if (filter is null)
            return _ => true;
        var test = Test(filter, null);
        return point => test(new FilterScope(point, point.Payload));
    }

    public Predicate<StoredPoint> Of(Condition condition)
    {
        var test = Test(condition, null);
        return point => test(new FilterScope(point, point.Payload));
    }

    /// <summary>Conditions that say nothing are left out, as a server does.</summary>
    public static IEnumerable<Condition> Given(IEnumerable<Condition> conditions) =>
        conditions.Where(condition => condition.ConditionOneOfCase != Condition.ConditionOneOfOneofCase.None);

    private Predicate<FilterScope> Test(Filter filter, PayloadPath? inside)
    {
        var (should, must, mustNot) = (Tests(filter.Should, inside), Tests(filter.Must, inside), Tests(filter.MustNot, inside));
        var (some, fewest) = (Tests(filter.MinShould?.Conditions ?? [], inside), filter.MinShould?.MinCount ?? 0);
        return scope => (should.Length == 0 || Array.Exists(should, test => test(scope)))
            && (ulong)some.Count(test => test(scope)) >= fewest
            && Array.TrueForAll(must, test => test(scope))
            && !Array.Exists(mustNot, test => test(scope));
    }

    private Predicate<FilterScope>[] Tests(IEnumerable<Condition> conditions, PayloadPath? inside) =>
        [.. Given(conditions).Select(condition => Test(condition, inside))];

    private Predicate<FilterScope> Test(Condition condition, PayloadPath? inside)
    {
        switch (condition.ConditionOneOfCase)
        {
            case Condition.ConditionOneOfOneofCase.Filter:
                return Test(condition.Filter, inside);
            case Condition.ConditionOneOfOneofCase.Field:
                return Test(condition.Field, inside);
            case Condition.ConditionOneOfOneofCase.Nested:
                return Test(condition.Nested, inside);
            case Condition.ConditionOneOfOneofCase.IsEmpty:
                var emptyPath = PayloadPath.Parse(condition.IsEmpty.Key);
                return scope => emptyPath.Get(scope.Payload).TrueForAll(value => value.IsEmpty());
            case Condition.ConditionOneOfOneofCase.IsNull:
                var nullPath = PayloadPath.Parse(condition.IsNull.Key);
                return scope => nullPath.Get(scope.Payload).Exists(value => value.IsNull());
            default:
                return TestOfPoint(condition, inside);
        }
    }

    // A server does not ask these of what is nested in a point.
    private static Predicate<FilterScope> TestOfPoint(Condition condition, PayloadPath? inside)
    {
        if (inside is not null)
            return _ => false;
        switch (condition.ConditionOneOfCase)
        {
            case Condition.ConditionOneOfOneofCase.HasId:
                var keys = condition.HasId.HasId.Select(PointKey.From).ToHashSet();
                return scope => keys.Contains(scope.Point.Key);
            case Condition.ConditionOneOfOneofCase.HasVector:
                return scope => scope.Point.Vectors.ContainsKey(condition.HasVector.HasVector);
            case Condition.ConditionOneOfOneofCase.Slice:
                return scope => SliceHash.Holds(scope.Point.Key, condition.Slice.Total, condition.Slice.Index);
            default:
                throw Refusal.Uncomputed($"the condition {condition.ConditionOneOfCase}");
        }
    }

    private Predicate<FilterScope> Test(NestedCondition nested, PayloadPath? inside)
    {
        var path = PayloadPath.Parse(nested.Key).OfElements();
        var test = Test(nested.Filter ?? new Filter(), inside is null ? path : inside.Append(path));
        return scope => path.Get(scope.Payload)
            .Exists(value => value.KindCase == Value.KindOneofCase.StructValue && test(scope with { Payload = value.StructValue.Fields }));
    }

    private Predicate<FilterScope> Test(FieldCondition condition, PayloadPath? inside)
    {
        if (condition.GeoBoundingBox is not null || condition.GeoRadius is not null || condition.GeoPolygon is not null)
            throw Refusal.Uncomputed("conditions on places");
        var path = PayloadPath.Parse(condition.Key);
        var index = indexes.At(inside is null ? path : inside.Append(path));
        var check = new FieldCheck(condition, index);
        return scope => path.Get(scope.Payload) is { Count: > 0 } values ? values.Exists(check.Holds) : check.HoldsWithoutValue();
    }
}
