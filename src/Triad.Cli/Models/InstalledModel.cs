using System.Text.Json;

namespace Triad.Cli.Models;

/// <summary>A package of a models folder, by what its model.json says; no file is hashed and no graph is run.</summary>
internal sealed record InstalledModel(string Name, string Kind, string Licence, string Origin, long Bytes)
{
    private const string Manifest = "model.json";

    /// <summary>The packages of a folder. One whose model.json cannot be read has the kind that says so.</summary>
    public static IReadOnlyList<InstalledModel> In(string models) => Directory.Exists(models)
        ? [.. Directory.EnumerateDirectories(models)
            .Where(folder => File.Exists(Path.Combine(folder, Manifest)))
            .Order(StringComparer.Ordinal)
            .Select(Of)]
        : [];

    private static InstalledModel Of(string folder)
    {
        var bytes = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, Manifest)));
            return new InstalledModel(
                Path.GetFileName(folder), Text(json, "kind"), Text(json, "licence"), Text(json, "origin"), bytes);
        }
        catch (JsonException)
        {
            return new InstalledModel(Path.GetFileName(folder), "not readable", "", "", bytes);
        }
    }

    private static string Text(JsonDocument json, string name) => json.RootElement.ValueKind == JsonValueKind.Object
        && json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
