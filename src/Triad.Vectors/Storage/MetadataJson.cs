using System.Collections.Immutable;
using System.Text.Json;
using Triad.Core.Metadata;

namespace Triad.Vectors.Storage;

/// <summary>Metadata as the JSON object that a person would write, keys in ordinal order: equal metadata is equal text.</summary>
internal static class MetadataJson
{
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

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <exception cref="ShardDamagedException">The text is not what <see cref="Write(ImmutableDictionary{string, MetadataValue})"/> writes.</exception>
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
            throw new ShardDamagedException($"its metadata is damaged: {e.Message}");
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
        _ => throw new ShardDamagedException($"its metadata holds a value of kind {json.ValueKind}."),
    };
}
