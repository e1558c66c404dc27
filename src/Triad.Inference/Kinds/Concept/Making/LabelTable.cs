using System.Globalization;
using System.Text;
using Triad.Inference.Classes;
using Triad.Inference.Hub;

namespace Triad.Inference.Kinds.Concept.Making;

/// <summary>Labels as CSV with a header: a column of names, perhaps one of descriptions, perhaps one of indices.</summary>
internal static class LabelTable
{
    private static readonly string[] Names = ["name", "display_name", "label", "class"];
    private static readonly string[] Descriptions = ["description", "gloss", "definition"];
    private static readonly string[] Indices = ["index", "id"];

    /// <summary>Reads the table.</summary>
    /// <exception cref="HubFormatException">It has no column of names, or a row does not fit; the message has its line.</exception>
    public static IReadOnlyList<ClassLabel> Read(string file, string text)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        var header = Fields(lines[0]);
        var (name, description, index) = (Find(header, Names), Find(header, Descriptions), Find(header, Indices));
        if (name < 0)
            throw new HubFormatException(
                file, "line 1", $"has the columns {string.Join(", ", header)}", $"Call one {string.Join(" or ", Names)}.");
        var labels = new List<ClassLabel>();
        for (var number = 2; number <= lines.Length; number++)
        {
            if (lines[number - 1].Length == 0)
                continue;
            var fields = Fields(lines[number - 1]);
            if (fields.Count != header.Count)
                throw new HubFormatException(
                    file, $"line {number}", $"has {fields.Count} fields, and the header {header.Count}",
                    "Put fields with commas into quotes.");
            if (index >= 0 && fields[index] != labels.Count.ToString(CultureInfo.InvariantCulture))
                throw new HubFormatException(
                    file, $"line {number}", $"has the index '{fields[index]}', expected {labels.Count}",
                    "Order the lines by the scores, from 0 on.");
            labels.Add(description >= 0 && fields[description].Length > 0
                ? new ClassLabel(fields[name], [$"{fields[name]}: {fields[description]}"])
                : new ClassLabel(fields[name]));
        }

        return labels;
    }

    private static int Find(List<string> header, string[] names) =>
        header.FindIndex(column => names.Contains(column.Trim(), StringComparer.OrdinalIgnoreCase));

    private static List<string> Fields(string line)
    {
        var (fields, field, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && isQuoted && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[++i]);
            else if (line[i] == '"')
                isQuoted = !isQuoted;
            else if (line[i] == ',' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
                field.Append(line[i]);
        }

        return [.. fields, field.ToString()];
    }
}
