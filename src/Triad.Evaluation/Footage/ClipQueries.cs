using System.Text.Json;

namespace Triad.Evaluation.Footage;

/// <summary>A folder of clips with <c>queries.json</c>: each clip's file, relative to the folder above, and texts that ask for it.</summary>
public static class ClipQueries
{
    private const string FileName = "queries.json";

    /// <summary>Reads a folder.</summary>
    /// <exception cref="EvaluationException">It has no such file, or one that is not as described.</exception>
    public static async Task<IReadOnlyList<FootageItem>> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw EvaluationException.WrongUse("--media", folder, $"Name a folder of clips with {FileName}: {{\"folder/clip.mp4\": [\"text\"]}}");
        Dictionary<string, string[]>? queries;
        try
        {
            await using var file = File.OpenRead(path);
            queries = await JsonSerializer.DeserializeAsync<Dictionary<string, string[]>>(file, JsonSerializerOptions.Default, cancellationToken);
        }
        catch (JsonException exception)
        {
            throw EvaluationException.WrongUse(FileName, path, $"Write it as {{\"folder/clip.mp4\": [\"text\"]}}: {exception.Message}");
        }

        var above = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))!;
        return [.. (queries ?? []).Select(query => ItemOf(above, query.Key, query.Value))];
    }

    private static FootageItem ItemOf(string above, string name, string[] texts)
    {
        var file = Path.Combine(above, name);
        return File.Exists(file)
            ? new FootageItem(name, null, null, file, texts)
            : throw EvaluationException.WrongUse(FileName, name, "The clip is not there: take it out, or bring it");
    }
}
