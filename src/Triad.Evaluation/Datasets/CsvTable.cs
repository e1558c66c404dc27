namespace Triad.Evaluation.Datasets;

/// <summary>A table whose first line names its columns, two of which are read.</summary>
internal static class CsvTable
{
    /// <summary>The rows. The first column is a name and must not be blank.</summary>
    public static IEnumerable<(int Line, string First, string Second)> Read(string path, byte[] content, string first, string second)
    {
        IReadOnlyList<string>? header = null;
        var (firstAt, secondAt) = (0, 0);
        foreach (var (line, fields) in CsvRecords.Of(path, content))
        {
            if (header is null)
            {
                header = fields;
                firstAt = Column(path, line, header, first);
                secondAt = Column(path, line, header, second);
                continue;
            }

            if (fields.Count != header.Count)
            {
                throw DatasetProblem.At(
                    path, line, "fields", $"{fields.Count}", $"are not the {header.Count} of the first line", "Put a field that holds a comma into double quotes");
            }

            var name = fields[firstAt].Trim();
            if (name.Length == 0)
                throw DatasetProblem.At(path, line, first, fields[firstAt], "is blank", "Give every row a name");
            yield return (line, name, fields[secondAt].Trim());
        }

        if (header is null)
            throw DatasetProblem.At(path, 1, first, null, "is missing: the file is empty", $"Begin the file with a line that names its columns, {first} and {second} among them");
    }

    private static int Column(string path, int line, IReadOnlyList<string> header, string wanted)
    {
        for (var i = 0; i < header.Count; i++)
        {
            if (header[i].Trim() == wanted)
                return i;
        }

        throw DatasetProblem.At(path, line, wanted, null, $"is no column: the first line has {string.Join(", ", header)}", $"Name a column {wanted}");
    }
}
