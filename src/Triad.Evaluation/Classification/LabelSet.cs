using Triad.Evaluation.Datasets;

namespace Triad.Evaluation.Classification;

/// <summary>The labels that are chosen between, with the words that stand for each in a prompt.</summary>
public sealed record LabelSet(IReadOnlyList<LabelSet.Label> Labels)
{
    /// <summary>Where a template takes the label's words.</summary>
    public const string Place = "{}";

    /// <summary>Reads a text file with a label on each line; after a tab the words for it, where they differ from its name. <c>#</c> begins a remark.</summary>
    public static LabelSet Read(string path)
    {
        if (!File.Exists(path))
            throw EvaluationException.WrongUse("--labels", path, "Name a text file with a label on each line");
        var labels = new List<Label>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in TextLines.Of(path, File.ReadAllBytes(path)))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
                continue;
            var parts = line.Split('\t', 2, StringSplitOptions.TrimEntries);
            if (parts[0].Length == 0)
                throw DatasetProblem.At(path, number, "label", line, "has no name before the tab", "Write the label, a tab and its words");
            if (parts is [_, ""])
                throw DatasetProblem.At(path, number, "label", parts[0], "has no words after the tab", "Write words for it, or leave the tab out");
            if (!lines.TryAdd(parts[0], number))
                throw DatasetProblem.At(path, number, "label", parts[0], $"is on line {lines[parts[0]]} already", "Write every label once");
            labels.Add(new Label(parts[0], parts[^1]));
        }

        return labels.Count >= 2 ? new LabelSet(labels) : throw EvaluationException.WrongUse("--labels", path, "Give at least two labels, one a line");
    }

    /// <summary>Every label's texts by the templates.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Prompts(IReadOnlyList<string> templates)
    {
        if (templates.FirstOrDefault(template => !template.Contains(Place, StringComparison.Ordinal)) is { } wrong)
            throw EvaluationException.WrongUse("--template", wrong, $"Write {Place} where the label goes, as in 'a video of {Place}'");
        return [.. Labels.Select(label => templates.Select(template => template.Replace(Place, label.Words, StringComparison.Ordinal)).ToList())];
    }

    /// <summary>A label.</summary>
    public sealed record Label(string Name, string Words);
}
