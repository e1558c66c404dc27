using System.Text.Json;

namespace Triad.Inference.Kinds.Remote.Forms;

/// <summary>
/// The answer that OpenAI's embeddings have, and all that follow them: a list <c>data</c> of objects with <c>index</c> and
/// <c>embedding</c>.
/// </summary>
internal static class OpenAiAnswer
{
    /// <summary>The vectors by their indexes.</summary>
    /// <exception cref="FormatException">It is of another form.</exception>
    public static IReadOnlyList<JsonElement> Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
            throw new FormatException("has no list 'data'");
        var count = data.GetArrayLength();
        var vectors = new JsonElement?[count];
        var place = 0;
        foreach (var entry in data.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("embedding", out var embedding))
                throw new FormatException($"has no 'embedding' at data[{place}]");

            // Not all servers number what they give; those that do may give it in any order.
            var index = place;
            if (entry.TryGetProperty("index", out var number)
                && !(number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out index)))
                throw new FormatException($"has an 'index' at data[{place}] that is no whole number");
            if (index < 0 || index >= count || vectors[index] is not null)
                throw new FormatException($"has the index {index} twice, or beyond its {count} vectors");
            vectors[index] = embedding;
            place++;
        }

        return [.. vectors.Select(vector => vector!.Value)];
    }
}
