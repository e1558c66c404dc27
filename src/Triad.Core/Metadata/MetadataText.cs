using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Triad.Core.Metadata;

/// <summary>
/// Metadata as the JSON object that a person would write, keys in ordinal order: equal metadata is equal text, and every number comes
/// back to its last bit.
/// </summary>
public static class MetadataText
{
    /// <summary>Writes metadata.</summary>
    public static string Write(ImmutableDictionary<string, MetadataValue> metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WritePropertyName(key);
                Write(json, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <summary>Reads what <see cref="Write(ImmutableDictionary{string, MetadataValue})"/> wrote.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static ImmutableDictionary<string, MetadataValue> Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.EnumerateObject().ToImmutableDictionary(
                property => property.Name,
                property => Read(property.Value),
                StringComparer.Ordinal);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static void Write(Utf8JsonWriter json, MetadataValue value)
    {
        if (value.Text is { } text)
        {
            json.WriteStringValue(text);
        }
        else if (value.Number is { } number)
        {
            json.WriteNumberValue(number);
        }
        else if (value.Flag is { } flag)
        {
            json.WriteBooleanValue(flag);
        }
        else
        {
            json.WriteStartArray();
            foreach (var item in value.Texts ?? [])
                json.WriteStringValue(item);
            json.WriteEndArray();
        }
    }

    private static MetadataValue Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => MetadataValue.Of(json.GetString()!),
        JsonValueKind.Number => MetadataValue.Of(json.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => MetadataValue.Of(json.GetBoolean()),
        JsonValueKind.Array => MetadataValue.Of([.. json.EnumerateArray().Select(item => item.GetString()!)]),
        _ => throw new FormatException($"Metadata holds no value of kind {json.ValueKind}."),
    };
}
