using System.Text.Encodings.Web;
using System.Text.Json;

namespace Triad.Backup.Contents;

/// <summary>How documents of backups are written. The form is stored: members are added, never changed.</summary>
internal static class BackupJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The documents of a text that has one a line.</summary>
    public static async IAsyncEnumerable<T> ReadLinesAsync<T>(Stream stream)
    {
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync() is { } line)
            yield return JsonSerializer.Deserialize<T>(line, Options) ?? throw new JsonException("A line is empty.");
    }

    /// <summary>Writes documents, one a line.</summary>
    public static void WriteLines<T>(string path, IEnumerable<T> documents)
    {
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        foreach (var document in documents)
            writer.WriteLine(JsonSerializer.Serialize(document, Options));
    }
}
