using System.Text.Json;
using System.Text.Json.Serialization;
using Triad.Client;

namespace Triad.Cli.Output;

/// <summary>Metadata values as plain JSON values.</summary>
internal sealed class MetadataJsonConverter : JsonConverter<MetadataValue>
{
    public override MetadataValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("The tool writes JSON only.");

    public override void Write(Utf8JsonWriter writer, MetadataValue value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Value, options);
}
