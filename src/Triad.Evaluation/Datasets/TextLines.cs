using System.Text;

namespace Triad.Evaluation.Datasets;

/// <summary>Lines of UTF-8.</summary>
internal static class TextLines
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>All lines; what is not UTF-8 is refused with the line where that begins.</summary>
    public static IEnumerable<string> Of(string path, byte[] content)
    {
        using var reader = new StringReader(Decode(path, content));
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    public static string Decode(string path, byte[] content)
    {
        try
        {
            var text = Strict.GetString(content);
            return text.StartsWith('\ufeff') ? text[1..] : text;
        }
        catch (DecoderFallbackException problem)
        {
            var at = Math.Clamp(problem.Index, 0, content.Length);
            var line = 1 + content.AsSpan(0, at).Count((byte)'\n');
            throw DatasetProblem.At(path, line, "byte", problem.BytesUnknown is { Length: > 0 } bytes ? $"0x{bytes[0]:X2}" : null, "is not UTF-8", "Save the file as UTF-8");
        }
    }
}
