using System.Text.Json;
using Triad.Core.Modality;

namespace Triad.Inference.Kinds.Remote.Forms;

/// <summary>The content parts of OpenAI's messages: text, image_url and video_url with the file in the address, input_audio.</summary>
internal static class ContentParts
{
    /// <summary>Writes the contents of an input as a list.</summary>
    public static void Write(Utf8JsonWriter json, RemoteInput input)
    {
        json.WriteStartArray();
        foreach (var content in input.Contents)
            Write(json, content);
        json.WriteEndArray();
    }

    /// <summary>The address that is a file itself.</summary>
    public static string DataUrl(RemoteContent content)
    {
        var type = content.Modality == Modalities.Audio ? "audio/wav" : content.IsVideo ? "video/x-msvideo" : "image/png";
        return $"data:{type};base64,{Convert.ToBase64String(content.ToFile())}";
    }

    private static void Write(Utf8JsonWriter json, RemoteContent content)
    {
        json.WriteStartObject();
        switch (content.Modality)
        {
            case Modalities.Text:
                json.WriteString("type", "text");
                json.WriteString("text", content.Text);
                break;
            case Modalities.Audio:
                json.WriteString("type", "input_audio");
                json.WriteStartObject("input_audio");
                json.WriteString("data", Convert.ToBase64String(content.ToFile()));
                json.WriteString("format", "wav");
                json.WriteEndObject();
                break;
            default:
                var name = content.IsVideo ? "video_url" : "image_url";
                json.WriteString("type", name);
                json.WriteStartObject(name);
                json.WriteString("url", DataUrl(content));
                json.WriteEndObject();
                break;
        }

        json.WriteEndObject();
    }
}
