using Qdrant.Client.Grpc;
using Triad.Doubles.Payloads;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Queries;

/// <summary>Values to order by: whole numbers, fractions, or microseconds of a moment.</summary>
internal static class FieldOrder
{
    public static OrderValue Of(FieldIndex index, Value value) => index.Type switch
    {
        PayloadSchemaType.Integer => new OrderValue { Int = value.IntegerValue },
        PayloadSchemaType.Datetime => new OrderValue { Int = Datetimes.Microseconds(value.StringValue)!.Value },
        _ => new OrderValue { Float = value.AsNumber()!.Value },
    };

    public static bool IsFrom(OrderBy settings, OrderValue value)
    {
        if (Start(settings.StartFrom) is not { } start)
            return true;
        var number = value.VariantCase == OrderValue.VariantOneofCase.Int ? value.Int : value.Float;
        return settings is { HasDirection: true, Direction: Direction.Desc } ? number <= start : number >= start;
    }

    private static double? Start(StartFrom? start) => start?.ValueCase switch
    {
        StartFrom.ValueOneofCase.Float => start.Float,
        StartFrom.ValueOneofCase.Integer => start.Integer,
        StartFrom.ValueOneofCase.Timestamp => Datetimes.Microseconds(start.Timestamp.ToDateTimeOffset()),
        StartFrom.ValueOneofCase.Datetime =>
            Datetimes.Microseconds(start.Datetime) ?? throw Refusal.Malformed($"failed to parse date-time {start.Datetime}"),
        _ => null,
    };
}
