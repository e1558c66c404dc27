using System.Text.Json;

namespace Triad.Inference.Kinds.Remote.Forms;

/// <summary>
/// The form <c>openai</c>: <c>input</c> is a list with a text for each input that is a text alone, and a list of content parts for each
/// other one. OpenAI and text servers (TEI, llama.cpp) know the texts; hosts of multimodal models the lists too.
/// </summary>
internal sealed class OpenAiForm : IRemoteForm
{
    /// <summary>The name.</summary>
    public const string FormName = "openai";

    /// <inheritdoc/>
    public string Name => FormName;

    /// <inheritdoc/>
    public bool Batches => true;

    /// <inheritdoc/>
    public string? WhyNot(RemoteManifest manifest) => null;

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter json, IReadOnlyList<RemoteInput> inputs)
    {
        json.WriteStartArray("input");
        foreach (var input in inputs)
        {
            if (input.Contents is [{ Text: { } text }])
                json.WriteStringValue(text);
            else
                ContentParts.Write(json, input);
        }

        json.WriteEndArray();
        json.WriteString("encoding_format", "float");
    }

    /// <inheritdoc/>
    public IReadOnlyList<JsonElement> Read(JsonElement root) => OpenAiAnswer.Read(root);
}
