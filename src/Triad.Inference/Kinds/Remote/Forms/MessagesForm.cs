using System.Text.Json;

namespace Triad.Inference.Kinds.Remote.Forms;

/// <summary>The form <c>messages</c>, as vLLM has it: one input a request, as the content parts of a user's message.</summary>
internal sealed class MessagesForm : IRemoteForm
{
    /// <inheritdoc/>
    public string Name => "messages";

    /// <inheritdoc/>
    public bool Batches => false;

    /// <inheritdoc/>
    public string? WhyNot(RemoteManifest manifest) => null;

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter json, IReadOnlyList<RemoteInput> inputs)
    {
        json.WriteStartArray("messages");
        json.WriteStartObject();
        json.WriteString("role", "user");
        json.WritePropertyName("content");
        ContentParts.Write(json, inputs[0]);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("encoding_format", "float");
    }

    /// <inheritdoc/>
    public IReadOnlyList<JsonElement> Read(JsonElement root) => OpenAiAnswer.Read(root);
}
