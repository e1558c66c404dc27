using System.Text;
using System.Text.Json;

namespace Triad.Evaluation.Datasets;

/// <summary>Reads <c>manifest.jsonl</c>: one JSON object a line with <c>file</c> and <c>captions</c>.</summary>
internal static class ManifestReader
{
    private const string Example = "Write one JSON object a line, such as {\"file\": \"clip.mp4\", \"captions\": [\"a red ball\"]}";

    public static IReadOnlyList<EvaluationItem> Read(DatasetSource source, byte[] content)
    {
        var items = new List<EvaluationItem>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in TextLines.Of(source.Path, content))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var item = Parse(source, number, line);
            if (!lines.TryAdd(item.Name, number))
                throw DatasetProblem.At(source.Path, number, "file", item.Name, $"is on line {lines[item.Name]} already", "Put all captions of a file on one line");
            items.Add(item);
        }

        return items;
    }

    private static EvaluationItem Parse(DatasetSource source, int line, string text)
    {
        JsonElement entry;
        try
        {
            using var document = JsonDocument.Parse(text);
            entry = document.RootElement.Clone();
        }
        catch (JsonException problem)
        {
            throw DatasetProblem.At(source.Path, line, "line", text, $"is not JSON (byte {problem.BytePositionInLine})", Example);
        }

        if (entry.ValueKind != JsonValueKind.Object)
            throw DatasetProblem.At(source.Path, line, "line", text, "is not a JSON object", Example);
        var at = new JsonPlace(source.Path, line, string.Empty, entry);
        var file = at.Text("file", Example);
        var captions = at.Member("captions", JsonValueKind.Array, Example).Items().Select(caption => caption.Text(Example)).ToList();
        if (captions.Count == 0)
            throw DatasetProblem.At(source.Path, line, "captions", "[]", "is empty", Example);
        var seconds = entry.TryGetProperty("seconds", out var length) && length.ValueKind == JsonValueKind.Number ? length.GetDouble() : 0;
        var path = Path.GetFullPath(Path.Combine(source.Folder, file));
        return new EvaluationItem(file, File.Exists(path) ? path : null, captions, seconds) { Facts = entry };
    }
}
