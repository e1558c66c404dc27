using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triad.Core.Metadata;

/// <summary>A value of metadata as the JSON that a person would write: a string, a number, true or false, or an array of strings.</summary>
internal sealed class MetadataValueJsonConverter : JsonConverter<MetadataValue>
{
    /// <inheritdoc/>
    public override MetadataValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return MetadataValue.Of(reader.GetString()!);
            case JsonTokenType.Number:
                return MetadataValue.Of(reader.GetDouble());
            case JsonTokenType.True or JsonTokenType.False:
                return MetadataValue.Of(reader.GetBoolean());
            case JsonTokenType.StartArray:
                var texts = ImmutableArray.CreateBuilder<string>();
                while (reader.Read() && reader.TokenType == JsonTokenType.String)
                    texts.Add(reader.GetString()!);
                return reader.TokenType == JsonTokenType.EndArray
                    ? MetadataValue.Of(texts.ToImmutable())
                    : throw new JsonException("A list of metadata holds something else than strings.");
            default:
                throw new JsonException($"Metadata is never a {reader.TokenType}.");
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MetadataValue value, JsonSerializerOptions options)
    {
        if (value.Text is { } text)
        {
            writer.WriteStringValue(text);
        }
        else if (value.Number is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else if (value.Flag is { } flag)
        {
            writer.WriteBooleanValue(flag);
        }
        else
        {
            writer.WriteStartArray();
            foreach (var item in value.Texts ?? [])
                writer.WriteStringValue(item);
            writer.WriteEndArray();
        }
    }
}
