using System.Text.Json;

namespace Triad.Evaluation.Datasets;

/// <summary>The pieces of a large JSON file, each with the line that it begins on.</summary>
internal static class JsonPieces
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The names of the file's object.</summary>
    public static IReadOnlyList<string> TopNames(string path, byte[] content)
    {
        var names = new List<string>();
        Walk(path, content, (name, reader, _) =>
        {
            names.Add(name);
            reader.Skip();
            return reader;
        });
        return names;
    }

    /// <summary>The elements of a list, or the members of an object, that stands under a name of the file's object; a member's name is its place's.</summary>
    public static IReadOnlyList<JsonPlace> Of(string path, byte[] content, string wanted, string remedy)
    {
        List<JsonPlace>? found = null;
        Walk(path, content, (name, reader, lineOf) =>
        {
            if (name != wanted)
            {
                reader.Skip();
                return reader;
            }

            if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
                throw DatasetProblem.At(path, lineOf(reader.TokenStartIndex), wanted, null, "is neither a list nor an object", remedy);
            var isList = reader.TokenType == JsonTokenType.StartArray;
            found = [];
            while (reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
            {
                var line = lineOf(reader.TokenStartIndex);
                var place = isList ? FormattableString.Invariant($"{wanted}[{found.Count}]") : reader.GetString()!;
                if (!isList)
                    reader.Read();
                found.Add(new JsonPlace(path, line, place, JsonElement.ParseValue(ref reader)));
            }

            return reader;
        });
        return found ?? throw DatasetProblem.At(path, 1, wanted, null, "is missing", remedy);
    }

    private delegate Utf8JsonReader Visit(string name, Utf8JsonReader reader, Func<long, int> lineOf);

    private static void Walk(string path, byte[] content, Visit visit)
    {
        var start = content.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var (counted, line) = (0L, 1);
        int LineOf(long index)
        {
            // Asked for in the order of the file: every byte is looked at once.
            line += content.AsSpan(start + (int)counted, (int)(index - counted)).Count((byte)'\n');
            counted = index;
            return line;
        }

        var reader = new Utf8JsonReader(content.AsSpan(start));
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw DatasetProblem.At(path, 1, "file", null, "is not a JSON object", "Give the data set's own file");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                reader = visit(name, reader, LineOf);
            }
        }
        catch (JsonException problem)
        {
            throw DatasetProblem.At(path, (int)(problem.LineNumber ?? 0) + 1, "file", null, $"is not JSON (byte {problem.BytePositionInLine} of the line)", "Download or write the file anew");
        }
    }
}
