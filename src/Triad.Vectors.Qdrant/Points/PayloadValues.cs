using Google.Protobuf.Collections;

namespace Triad.Vectors.Qdrant.Points;

/// <summary>Values of a payload, written and read.</summary>
internal static class PayloadValues
{
    public static Q.Value Of(string text) => new() { StringValue = text };

    public static Q.Value Of(long number) => new() { IntegerValue = number };

    public static Q.Value Of(double number) => new() { DoubleValue = number };

    public static Q.Value Of(IEnumerable<string> texts) => Of(texts.Select(Of));

    public static Q.Value Of(IEnumerable<Q.Value> values) => new() { ListValue = new() { Values = { values } } };

    public static Q.Value Of(params ReadOnlySpan<(string Name, Q.Value Value)> fields)
    {
        var made = new Q.Struct();
        foreach (var (name, value) in fields)
            made.Fields.Add(name, value);
        return new() { StructValue = made };
    }

    public static string Text(this MapField<string, Q.Value> payload, string name) => payload.TryText(name)
        ?? throw new FormatException($"The payload has no text '{name}'.");

    public static string? TryText(this MapField<string, Q.Value> payload, string name) =>
        payload.TryGetValue(name, out var value) && value.KindCase == Q.Value.KindOneofCase.StringValue ? value.StringValue : null;

    public static long Number(this MapField<string, Q.Value> payload, string name) => payload.TryNumber(name)
        ?? throw new FormatException($"The payload has no whole number '{name}'.");

    public static long? TryNumber(this MapField<string, Q.Value> payload, string name) =>
        payload.TryGetValue(name, out var value) && value.KindCase == Q.Value.KindOneofCase.IntegerValue ? value.IntegerValue : null;

    public static IEnumerable<string> Texts(this MapField<string, Q.Value> payload, string name) =>
        payload.TryGetValue(name, out var value) && value.KindCase == Q.Value.KindOneofCase.ListValue
            ? value.ListValue.Values.Select(item => item.StringValue)
            : [];
}
