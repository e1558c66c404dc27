using System.Text;
using System.Text.Json;
using Triad.Inference.Classes;
using Triad.Inference.Hub;

namespace Triad.Inference.Kinds.Concept.Making;

/// <summary>
/// Reads labels as people have them: a list of names or of objects, names by index, a table with WordNet's lemmas, gloss and hypernyms, or
/// CSV with a header.
/// </summary>
internal static class LabelFile
{
    private const long MostBytes = 64 << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="HubFormatException">It is no such file; the message names the place.</exception>
    public static IReadOnlyList<ClassLabel> Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new HubFormatException(path, "", "is missing", "Name the file of the labels.");
        if (file.Length > MostBytes)
            throw new HubFormatException(path, "", $"has {file.Length} bytes, more than {MostBytes}", "Name the file of the labels.");
        var labels = file.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase)
            ? LabelTable.Read(file.Name, File.ReadAllText(path, Encoding.UTF8))
            : OfJson(HubJson.Parse(file.Name, File.ReadAllBytes(path)));
        for (var i = 0; i < labels.Count; i++)
            if (ClassLabels.Wrong(labels[i]) is { } problem)
                throw new HubFormatException(file.Name, $"[{i}]", problem, "Name each class, in the order of the scores.");
        return labels.Count >= 2 ? labels : throw new HubFormatException(file.Name, "", $"has {labels.Count} labels", "Give two at least.");
    }

    private static IReadOnlyList<ClassLabel> OfJson(HubJson root) => root.Element.ValueKind == JsonValueKind.Object
        ? root["c"].IsNull ? OfIndices(root) : [.. root["c"].Items.Select(OfWordNet)]
        : [.. root.Items.Select(OfItem)];

    private static List<ClassLabel> OfIndices(HubJson root)
    {
        var table = root["id2label"].IsNull ? root : root["id2label"];
        var labels = new List<ClassLabel>();
        for (var i = 0; i < table.Fields.Count(); i++)
            labels.Add(new ClassLabel(table[$"{i}"].Text()));
        return labels;
    }

    private static ClassLabel OfItem(HubJson item)
    {
        if (item.Element.ValueKind == JsonValueKind.String)
            return new ClassLabel(item.Text());
        var name = item["name"].Text();
        if (!item["texts"].IsNull)
            return new ClassLabel(name, [.. item["texts"].Items.Select(text => text.Text())]);
        return item["description"].IsNull ? new ClassLabel(name) : new ClassLabel(name, [$"{name}: {item["description"].Text()}"]);
    }

    // The mean of three vectors finds more than that of one text with all of it, and more than the name alone.
    private static ClassLabel OfWordNet(HubJson row)
    {
        HubJson[] fields = [.. row.Items];
        if (fields.Length != 4)
            throw row.Because($"has {fields.Length} fields, expected name, lemmas, gloss and hypernyms");
        var (name, lemmas, hypernyms) = (fields[0].Text(), Joined(fields[1]), Joined(fields[3]));
        var meaning = $"{lemmas}: {fields[2].Text()}";
        return new ClassLabel(name, hypernyms.Length == 0 ? [name, meaning] : [name, hypernyms, meaning]);
    }

    private static string Joined(HubJson list) => string.Join(", ", list.Items.Select(item => item.Text()));
}
