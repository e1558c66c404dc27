using System.Text.Json;

namespace Triad.Inference.Kinds.Remote.Forms;

/// <summary>
/// The form <c>objects</c>, as SGLang has it: <c>input</c> is a list of objects, here with one of <c>text</c>, <c>image</c> and
/// <c>video</c> each.
/// </summary>
internal sealed class ObjectsForm : IRemoteForm
{
    /// <inheritdoc/>
    public string Name => "objects";

    /// <inheritdoc/>
    public bool Batches => true;

    /// <inheritdoc/>
    public string? WhyNot(RemoteManifest manifest) =>
        manifest.SampleRate > 0 ? "takes no sound" : manifest.Mixes ? "takes one content an input" : null;

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter json, IReadOnlyList<RemoteInput> inputs)
    {
        json.WriteStartArray("input");
        foreach (var content in inputs.Select(input => input.Contents[0]))
        {
            json.WriteStartObject();
            if (content.Text is { } text)
                json.WriteString("text", text);
            else
                json.WriteString(content.IsVideo ? "video" : "image", ContentParts.DataUrl(content));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("encoding_format", "float");
    }

    /// <inheritdoc/>
    public IReadOnlyList<JsonElement> Read(JsonElement root) => OpenAiAnswer.Read(root);
}
