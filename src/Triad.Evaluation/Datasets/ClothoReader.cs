namespace Triad.Evaluation.Datasets;

/// <summary>Reads Clotho's captions: a table with the columns <c>file_name</c> and <c>caption_1</c> to <c>caption_5</c>.</summary>
internal static class ClothoReader
{
    public const string FileColumn = "file_name";

    private static readonly string[] CaptionColumns = [.. Enumerable.Range(1, 5).Select(number => FormattableString.Invariant($"caption_{number}"))];

    public static IReadOnlyList<EvaluationItem> Read(DatasetSource source, byte[] content)
    {
        var folder = new MediaFolder(source.Folder);
        var items = new List<EvaluationItem>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (line, fields) in CsvTable.Read(source.Path, content, [FileColumn, .. CaptionColumns]))
        {
            if (!lines.TryAdd(fields[0], line))
                throw DatasetProblem.At(source.Path, line, FileColumn, fields[0], $"is on line {lines[fields[0]]} already", "Take one of the two out");
            for (var i = 1; i < fields.Count; i++)
            {
                if (fields[i].Length == 0)
                    throw DatasetProblem.At(source.Path, line, CaptionColumns[i - 1], fields[i], "is blank", "Give every sound its five captions");
            }

            items.Add(new EvaluationItem(fields[0], folder.FileOf(fields[0]), [.. fields.Skip(1)]));
        }

        return items;
    }
}
