using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triad.Core.Identity;

/// <summary>A video's id as a JSON string.</summary>
internal sealed class VideoIdJsonConverter : JsonConverter<VideoId>
{
    /// <inheritdoc/>
    public override VideoId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        VideoId.Parse(reader.GetString()) is { IsOk: true } id ? id.Value : throw new JsonException("A video id is none.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, VideoId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
