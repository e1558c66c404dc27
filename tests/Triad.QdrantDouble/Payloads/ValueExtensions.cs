using Qdrant.Client.Grpc;

namespace Triad.Doubles.Payloads;

/// <summary>Payload values as JSON sees them.</summary>
internal static class ValueExtensions
{
    public static bool IsNull(this Value value) => value.KindCase is Value.KindOneofCase.NullValue or Value.KindOneofCase.None;

    public static bool IsEmpty(this Value value) =>
        value.IsNull() || (value.KindCase == Value.KindOneofCase.ListValue && value.ListValue.Values.Count == 0);

    /// <summary>The number of an integer or a fraction.</summary>
    public static double? AsNumber(this Value value) => value.KindCase switch
    {
        Value.KindOneofCase.IntegerValue => value.IntegerValue,
        Value.KindOneofCase.DoubleValue => value.DoubleValue,
        _ => null,
    };

    /// <summary>The elements of a list, or the value itself.</summary>
    public static IEnumerable<Value> Flat(this Value value) =>
        value.KindCase == Value.KindOneofCase.ListValue ? value.ListValue.Values : [value];

    public static int Count(this Value value)
    {
        if (value.IsNull())
            return 0;
        return value.KindCase == Value.KindOneofCase.ListValue ? value.ListValue.Values.Count : 1;
    }
}
