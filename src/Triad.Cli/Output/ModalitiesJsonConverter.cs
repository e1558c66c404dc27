using System.Text.Json;
using System.Text.Json.Serialization;
using Triad.Client;

namespace Triad.Cli.Output;

/// <summary>Modalities as their short name, <c>tva</c>.</summary>
internal sealed class ModalitiesJsonConverter : JsonConverter<Modalities>
{
    public override Modalities Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("The tool writes JSON only.");

    public override void Write(Utf8JsonWriter writer, Modalities value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToShortName());
}
