using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Google.Protobuf.Collections;
using Triad.Core.Errors;
using Triad.Core.Metadata;
using Triad.Gateway.Limits;
using Triad.Gateway.Requests;

namespace Triad.Gateway.Values;

/// <summary>Maps metadata between wire and grains.</summary>
internal static partial class MetadataMapping
{
    /// <summary>Writes metadata into a message's map.</summary>
    public static void AddTo(MapField<string, V1.MetadataValue> map, ImmutableDictionary<string, MetadataValue> metadata)
    {
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            map[key] = ToWire(value);
    }

    /// <summary>Reads the metadata of an upload; notes what it may not hold.</summary>
    public static ImmutableDictionary<string, MetadataValue> ToMetadata(
        MapField<string, V1.MetadataValue> map,
        string field,
        LimitsOptions limits,
        Violations violations)
    {
        violations.CheckLimit(field, map.Count, nameof(limits.MaxMetadataKeys), limits.MaxMetadataKeys, "keys");
        var values = ImmutableDictionary.CreateBuilder<string, MetadataValue>(StringComparer.Ordinal);
        foreach (var (key, wire) in map)
        {
            CheckKey(key, field, violations);
            if (ToValue(wire, $"{field}[{key}]", limits, violations) is { } value)
                values[key] = value;
        }

        return values.ToImmutable();
    }

    /// <summary>Notes a key that is none.</summary>
    public static void CheckKey(string key, string field, Violations violations)
    {
        if (!KeyForm().IsMatch(key))
            violations.Add(Error.Invalid(field, key, "is not a metadata key", "Give 1 to 64 letters, digits, '_', '-' or '.'."));
    }

    /// <summary>Reads a value; null and a note where it is none.</summary>
    public static MetadataValue? ToValue(V1.MetadataValue wire, string field, LimitsOptions limits, Violations violations)
    {
        switch (wire.KindCase)
        {
            case V1.MetadataValue.KindOneofCase.StringValue:
                CheckText(wire.StringValue);
                return MetadataValue.Of(wire.StringValue);
            case V1.MetadataValue.KindOneofCase.NumberValue when double.IsFinite(wire.NumberValue):
                return MetadataValue.Of(wire.NumberValue);
            case V1.MetadataValue.KindOneofCase.NumberValue:
                violations.Add(Error.Invalid(field, wire.NumberValue, "is not a finite number", "Give a finite number."));
                return null;
            case V1.MetadataValue.KindOneofCase.BoolValue:
                return MetadataValue.Of(wire.BoolValue);
            case V1.MetadataValue.KindOneofCase.ListValue:
                var texts = wire.ListValue.Values;
                violations.CheckLimit(field, texts.Count, nameof(limits.MaxMetadataTexts), limits.MaxMetadataTexts, "texts");
                foreach (var text in texts)
                    CheckText(text);
                return MetadataValue.Of([.. texts]);
            default:
                violations.Add(Error.Missing(field, "Give a string, number, bool or list value."));
                return null;
        }

        void CheckText(string text) =>
            violations.CheckLimit(field, text.Length, nameof(limits.MaxMetadataTextLength), limits.MaxMetadataTextLength, "characters");
    }

    /// <summary>A value for the wire.</summary>
    public static V1.MetadataValue ToWire(MetadataValue value) => value switch
    {
        { Text: { } text } => new() { StringValue = text },
        { Number: { } number } => new() { NumberValue = number },
        { Flag: { } flag } => new() { BoolValue = flag },
        _ => new() { ListValue = new V1.StringList { Values = { value.Texts ?? [] } } },
    };

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,64}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex KeyForm();
}
