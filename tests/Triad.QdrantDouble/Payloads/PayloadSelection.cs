using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;

namespace Triad.Doubles.Payloads;

/// <summary>Which part of a payload goes into an answer.</summary>
internal static class PayloadSelection
{
    public static bool IsWanted(WithPayloadSelector? selector, bool byDefault) => selector?.SelectorOptionsCase switch
    {
        null or WithPayloadSelector.SelectorOptionsOneofCase.None => byDefault,
        WithPayloadSelector.SelectorOptionsOneofCase.Enable => selector.Enable,
        _ => true,
    };

    public static void Copy(
        IReadOnlyDictionary<string, Value> payload,
        WithPayloadSelector? selector,
        bool byDefault,
        MapField<string, Value> target)
    {
        if (!IsWanted(selector, byDefault))
            return;
        var included = selector?.Include?.Fields.Select(PayloadPath.Parse).ToArray();
        var excluded = selector?.Exclude?.Fields.Select(PayloadPath.Parse).ToArray();
        foreach (var (key, value) in payload)
        {
            if (Filtered(PayloadPath.OfKey(key), value, IsKept) is { } kept)
                target[key] = kept;
        }

        bool IsKept(PayloadPath path)
        {
            if (included is not null)
                return included.Any(path.MeetsPrefix);
            return excluded is null || !excluded.Contains(path);
        }
    }

    private static Value? Filtered(PayloadPath path, Value value, Func<PayloadPath, bool> isKept)
    {
        if (!isKept(path))
            return null;
        switch (value.KindCase)
        {
            case Value.KindOneofCase.ListValue:
                var inner = path.Extend(PathStep.Each);
                var elements = value.ListValue.Values.Select(element => Filtered(inner, element, isKept)).OfType<Value>();
                return new Value { ListValue = new ListValue { Values = { elements } } };
            case Value.KindOneofCase.StructValue:
                var fields = new Struct();
                foreach (var (key, field) in value.StructValue.Fields)
                {
                    if (Filtered(path.Extend(new PathStep(key, null)), field, isKept) is { } kept)
                        fields.Fields[key] = kept;
                }

                return new Value { StructValue = fields };
            default:
                return value.Clone();
        }
    }
}
