namespace Triad.Evaluation.Datasets;

/// <summary>A table whose first line names its columns, some of which are read.</summary>
internal static class CsvTable
{
    /// <summary>The rows of two columns. The first column is a name and must not be blank.</summary>
    public static IEnumerable<(int Line, string First, string Second)> Read(string path, byte[] content, string first, string second) =>
        Read(path, content, (IReadOnlyList<string>)[first, second]).Select(row => (row.Line, row.Fields[0], row.Fields[1]));

    /// <summary>The rows, each with its fields in the order of the columns that are asked for. The first of these is a name and must not be blank.</summary>
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Read(string path, byte[] content, IReadOnlyList<string> columns)
    {
        IReadOnlyList<string>? header = null;
        int[] places = [];
        foreach (var (line, fields) in CsvRecords.Of(path, content))
        {
            if (header is null)
            {
                header = fields;
                places = [.. columns.Select(wanted => Column(path, line, fields, wanted))];
                continue;
            }

            if (fields.Count != header.Count)
            {
                throw DatasetProblem.At(
                    path, line, "fields", $"{fields.Count}", $"are not the {header.Count} of the first line", "Put a field that holds a comma into double quotes");
            }

            if (string.IsNullOrWhiteSpace(fields[places[0]]))
                throw DatasetProblem.At(path, line, columns[0], fields[places[0]], "is blank", "Give every row a name");
            yield return (line, [.. places.Select(place => fields[place].Trim())]);
        }

        if (header is null)
        {
            throw DatasetProblem.At(
                path, 1, columns[0], null, "is missing: the file is empty", $"Begin the file with a line that names its columns, {string.Join(" and ", columns)} among them");
        }
    }

    /// <summary>The columns that the first line names; none where there is no line.</summary>
    public static IReadOnlyList<string> ColumnsOf(string path, byte[] content) =>
        [.. (CsvRecords.Of(path, content).FirstOrDefault().Fields ?? []).Select(name => name.Trim())];

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
