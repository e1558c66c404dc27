using System.Text;

namespace Triad.Evaluation.Datasets;

/// <summary>Records of a table in CSV (RFC 4180): fields in quotes may hold commas, quotes written twice, and line ends.</summary>
internal static class CsvRecords
{
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Of(string path, byte[] content)
    {
        var text = TextLines.Decode(path, content);
        var (position, line) = (0, 1);
        while (position < text.Length)
        {
            var begin = line;
            var fields = ReadRecord(path, text, ref position, ref line);
            if (fields is not [""])
                yield return (begin, fields);
        }
    }

    private static List<string> ReadRecord(string path, string text, ref int position, ref int line)
    {
        var fields = new List<string>();
        while (true)
        {
            fields.Add(position < text.Length && text[position] == '"' ? ReadQuoted(path, text, ref position, ref line) : ReadPlain(text, ref position));
            if (position < text.Length && text[position] == ',')
            {
                position++;
                continue;
            }

            if (position < text.Length && text[position] == '\r')
                position++;
            if (position < text.Length && text[position] == '\n')
                position++;
            line++;
            return fields;
        }
    }

    private static string ReadPlain(string text, ref int position)
    {
        var end = text.AsSpan(position).IndexOfAny(",\r\n");
        end = end < 0 ? text.Length : position + end;
        var field = text[position..end];
        position = end;
        return field;
    }

    private static string ReadQuoted(string path, string text, ref int position, ref int line)
    {
        var (start, begin) = (position, line);
        var field = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            if (text[position] != '"')
            {
                line += text[position] == '\n' ? 1 : 0;
                field.Append(text[position]);
            }
            else if (position + 1 < text.Length && text[position + 1] == '"')
            {
                field.Append('"');
                position++;
            }
            else
            {
                position++;
                if (position < text.Length && text[position] is not (',' or '\r' or '\n'))
                    throw DatasetProblem.At(path, line, "field", field.ToString(), "goes on after its closing quote", "Write a quote inside of a field twice");
                return field.ToString();
            }
        }

        throw DatasetProblem.At(path, begin, "field", text[start..], "has no closing quote", "Close the quote");
    }
}
