using Qdrant.Client.Grpc;
using Triad.Doubles.Filters;
using Triad.Doubles.Payloads;

namespace Triad.Doubles.Storage;

/// <summary>An index over a payload field: here only what it allows, for every search is exact.</summary>
internal sealed class FieldIndex
{
    private FieldIndex(PayloadPath path, PayloadSchemaType type, PayloadIndexParams? settings)
    {
        (Path, Type, Settings) = (path, type, settings);
        Tokens = type == PayloadSchemaType.Text ? new Tokens(settings?.TextIndexParams) : null;
    }

    public PayloadPath Path { get; }

    public PayloadSchemaType Type { get; }

    public PayloadIndexParams? Settings { get; }

    /// <summary>How it splits texts; null unless it is an index of texts.</summary>
    public Tokens? Tokens { get; }

    public bool IsTenant =>
        Settings?.KeywordIndexParams is { HasIsTenant: true, IsTenant: true }
        || Settings?.UuidIndexParams is { HasIsTenant: true, IsTenant: true };

    /// <summary>Whether equality can be asked of it, and values be counted by it.</summary>
    public bool HasMatch => Type is PayloadSchemaType.Keyword or PayloadSchemaType.Bool or PayloadSchemaType.Uuid
        || (Type == PayloadSchemaType.Integer && Settings?.IntegerIndexParams is not { HasLookup: true, Lookup: false });

    /// <summary>Whether order can be asked of it.</summary>
    public bool HasRange => Type is PayloadSchemaType.Float or PayloadSchemaType.Datetime || HasIntegerRange;

    /// <summary>Whether ranges are answered by an index that has no fractions.</summary>
    public bool OnlyIntegersHaveRanges => HasIntegerRange;

    private bool HasIntegerRange =>
        Type == PayloadSchemaType.Integer && Settings?.IntegerIndexParams is not { HasRange: true, Range: false };

    public static FieldIndex From(CreateFieldIndexCollection request)
    {
        var path = PayloadPath.Parse(request.FieldName);
        if (request.FieldIndexParams is not { } settings || settings.IndexParamsCase == PayloadIndexParams.IndexParamsOneofCase.None)
        {
            return request.HasFieldType
                ? new FieldIndex(path, TypeOf(request.FieldType), null)
                : throw Refusal.Malformed("field_type is not specified");
        }

        var type = TypeOf(settings.IndexParamsCase);
        if (request.HasFieldType && TypeOf(request.FieldType) != type)
            throw Refusal.Malformed("field_type and field_index_params do not match");
        return new FieldIndex(path, type, settings.Clone());
    }

    /// <summary>Whether a value is one that it holds.</summary>
    public bool Holds(Value value) => Type switch
    {
        PayloadSchemaType.Integer => value.KindCase == Value.KindOneofCase.IntegerValue,
        PayloadSchemaType.Float => value.AsNumber() is not null,
        PayloadSchemaType.Bool => value.KindCase == Value.KindOneofCase.BoolValue,
        PayloadSchemaType.Geo => value.KindCase == Value.KindOneofCase.StructValue,
        PayloadSchemaType.Datetime => value.HasStringValue && Datetimes.Microseconds(value.StringValue) is not null,
        PayloadSchemaType.Uuid => value.HasStringValue && Guid.TryParse(value.StringValue, out _),
        _ => value.KindCase == Value.KindOneofCase.StringValue,
    };

    public IEnumerable<Value> ValuesOf(StoredPoint point) => Path.Get(point.Payload).SelectMany(value => value.Flat()).Where(Holds);

    private static PayloadSchemaType TypeOf(FieldType type) => type switch
    {
        FieldType.Keyword => PayloadSchemaType.Keyword,
        FieldType.Integer => PayloadSchemaType.Integer,
        FieldType.Float => PayloadSchemaType.Float,
        FieldType.Geo => PayloadSchemaType.Geo,
        FieldType.Text => PayloadSchemaType.Text,
        FieldType.Bool => PayloadSchemaType.Bool,
        FieldType.Datetime => PayloadSchemaType.Datetime,
        FieldType.Uuid => PayloadSchemaType.Uuid,
        _ => throw Refusal.Malformed("field_type is not known"),
    };

    private static PayloadSchemaType TypeOf(PayloadIndexParams.IndexParamsOneofCase settings) => settings switch
    {
        PayloadIndexParams.IndexParamsOneofCase.KeywordIndexParams => PayloadSchemaType.Keyword,
        PayloadIndexParams.IndexParamsOneofCase.IntegerIndexParams => PayloadSchemaType.Integer,
        PayloadIndexParams.IndexParamsOneofCase.FloatIndexParams => PayloadSchemaType.Float,
        PayloadIndexParams.IndexParamsOneofCase.GeoIndexParams => PayloadSchemaType.Geo,
        PayloadIndexParams.IndexParamsOneofCase.TextIndexParams => PayloadSchemaType.Text,
        PayloadIndexParams.IndexParamsOneofCase.BoolIndexParams => PayloadSchemaType.Bool,
        PayloadIndexParams.IndexParamsOneofCase.DatetimeIndexParams => PayloadSchemaType.Datetime,
        _ => PayloadSchemaType.Uuid,
    };
}
