using System.Text.Json;
using Triad.Core.Embedding;
using Triad.Core.Modality;

namespace Triad.Inference.Kinds.Remote.Forms;

/// <summary>
/// The form <c>triad</c>, for servers that are written for it (docs/models.md): a list <c>items</c>, each with a role and contents whose
/// files are base64; the answer is a list <c>embeddings</c> in the same order.
/// </summary>
internal sealed class TriadForm : IRemoteForm
{
    /// <inheritdoc/>
    public string Name => "triad";

    /// <inheritdoc/>
    public bool Batches => true;

    /// <inheritdoc/>
    public string? WhyNot(RemoteManifest manifest) => null;

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter json, IReadOnlyList<RemoteInput> inputs)
    {
        json.WriteStartArray("items");
        foreach (var input in inputs)
        {
            json.WriteStartObject();
            json.WriteString("role", input.Role switch
            {
                EmbedRole.Query => "query",
                EmbedRole.Media => "document",
                _ => "plain",
            });
            json.WriteStartArray("contents");
            foreach (var content in input.Contents)
            {
                json.WriteStartObject();
                if (content.Text is { } text)
                    json.WriteString("text", text);
                else
                    json.WriteString(content.Modality == Modalities.Audio ? "wav" : content.IsVideo ? "avi" : "png",
                        Convert.ToBase64String(content.ToFile()));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <inheritdoc/>
    public IReadOnlyList<JsonElement> Read(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("embeddings", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : throw new FormatException("has no list 'embeddings'");
}
