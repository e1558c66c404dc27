using Google.Protobuf.WellKnownTypes;
using Qdrant.Client.Grpc;
using Triad.Doubles.Payloads;
using Triad.Doubles.Storage;
using Range = Qdrant.Client.Grpc.Range;
using Value = Qdrant.Client.Grpc.Value;

namespace Triad.Doubles.Filters;

/// <summary>Whether a value passes a condition on its field.</summary>
internal sealed class FieldCheck
{
    private readonly FieldCondition _condition;
    private readonly Predicate<Value>? _wholeValue;
    private readonly List<Predicate<Value>> _elements = [];

    public FieldCheck(FieldCondition condition, FieldIndex? index)
    {
        _condition = condition;
        if (index?.Tokens is { } tokens && MatchCheck.IsOfText(condition.Match))
            _elements.Add(MatchCheck.ByIndex(condition.Match, tokens));
        else if (condition.ValuesCount is { } count)
            _wholeValue = value => HasCount(count, value.Count());
        else if (condition.HasIsEmpty)
            _wholeValue = value => value.IsEmpty() == condition.IsEmpty;
        else if (condition.HasIsNull)
            _wholeValue = value => IsNullOrHasNull(value) == condition.IsNull;
        else
            AddElementChecks(condition, index);
    }

    public bool Holds(Value value) => _wholeValue?.Invoke(value) ?? value.Flat().Any(element => _elements.Exists(check => check(element)));

    /// <summary>Where the field is missing.</summary>
    public bool HoldsWithoutValue()
    {
        if (_condition.ValuesCount is { } count)
            return HasCount(count, 0);
        if (_condition.HasIsEmpty)
            return _condition.IsEmpty;
        return _condition.HasIsNull && !_condition.IsNull;
    }

    private void AddElementChecks(FieldCondition condition, FieldIndex? index)
    {
        if (condition.Match is { } match)
            _elements.Add(MatchCheck.Of(match));
        if (condition.Range is { } range)
        {
            var needsInteger = index?.OnlyIntegersHaveRanges == true;
            _elements.Add(value => (!needsInteger || value.KindCase == Value.KindOneofCase.IntegerValue) && IsWithin(range, value));
        }

        if (condition.DatetimeRange is { } moments)
            _elements.Add(WithinMoments(moments));
    }

    private static bool IsNullOrHasNull(Value value) =>
        value.IsNull() || (value.KindCase == Value.KindOneofCase.ListValue && value.ListValue.Values.Any(element => element.IsNull()));

    private static bool HasCount(ValuesCount count, int values)
    {
        var number = (ulong)values;
        return !(count.HasLt && number >= count.Lt)
            && !(count.HasGt && number <= count.Gt)
            && !(count.HasLte && number > count.Lte)
            && !(count.HasGte && number < count.Gte);
    }

    private static bool IsWithin(Range range, Value value) => value.AsNumber() is { } number
        && !(range.HasLt && number >= range.Lt)
        && !(range.HasGt && number <= range.Gt)
        && !(range.HasLte && number > range.Lte)
        && !(range.HasGte && number < range.Gte);

    private static Predicate<Value> WithinMoments(DatetimeRange range)
    {
        var (lt, gt, lte, gte) = (Moment(range.Lt), Moment(range.Gt), Moment(range.Lte), Moment(range.Gte));
        return value => value.KindCase == Value.KindOneofCase.StringValue
            && Datetimes.Microseconds(value.StringValue) is { } moment
            && !(moment >= lt)
            && !(moment <= gt)
            && !(moment > lte)
            && !(moment < gte);
    }

    private static long? Moment(Timestamp? moment) => moment is null ? null : Datetimes.Microseconds(moment.ToDateTimeOffset());
}
