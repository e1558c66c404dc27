using System.Text.Json;
using System.Text.Json.Nodes;
using Triad.Inference.Packages;

namespace Triad.Inference.Classes;

/// <summary>The file of a package's labels: a list of objects with <c>name</c> and <c>texts</c>, in the order of the scores.</summary>
internal static class ClassLabels
{
    /// <summary>The file.</summary>
    public const string FileName = "labels.json";

    private const int Longest = 4000;
    private const int MostTexts = 16;
    private const string Remedy = "Give a list of objects with name and texts, one a class, in the order of the scores.";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Reads the file; what is wrong is noted there.</summary>
    public static IReadOnlyList<ClassLabel> Read(PackageFiles files, string file, int classes)
    {
        if (files.Read(file) is not { } bytes)
            return [];
        var labels = new List<ClassLabel>();
        try
        {
            using var document = JsonDocument.Parse(bytes);
            foreach (var entry in document.RootElement.EnumerateArray())
            {
                var texts = entry.GetProperty("texts").EnumerateArray().Select(text => text.GetString() ?? "");
                var label = new ClassLabel(entry.GetProperty("name").GetString() ?? "", [.. texts]);
                if (Wrong(label) is { } problem)
                    files.Note(file, $"[{labels.Count}]", problem, Remedy);
                labels.Add(label);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            files.Note(file, $"[{labels.Count}]", $"is no list of labels: {exception.Message.TrimEnd('.')}", Remedy);
            return [];
        }

        if (labels.Count != classes)
            files.Note(
                file, "", $"has {labels.Count} labels, and the graph gives {classes} scores",
                "Give the labels of this graph, one a score.");
        return labels;
    }

    /// <summary>What is wrong with a label; null where nothing is.</summary>
    public static string? Wrong(ClassLabel label)
    {
        if (label.Texts.Count is 0 or > MostTexts)
            return $"has {label.Texts.Count} texts, not 1 to {MostTexts}";
        return label.Texts.Prepend(label.Name).Select(text => string.IsNullOrWhiteSpace(text) ? "is blank"
            : text.Length > Longest ? $"has {text.Length} characters, more than {Longest}" : null)
            .FirstOrDefault(problem => problem is not null);
    }

    /// <summary>The file's content.</summary>
    public static string Write(IEnumerable<ClassLabel> labels) => new JsonArray([.. labels.Select(label => (JsonNode)new JsonObject
    {
        ["name"] = label.Name,
        ["texts"] = new JsonArray([.. label.Texts.Select(text => (JsonNode)text)]),
    })]).ToJsonString(Indented) + "\n";
}
