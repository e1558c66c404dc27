using System.Globalization;

namespace Triad.Doubles.Payloads;

/// <summary>Reads payload paths.</summary>
internal static class PayloadPathReader
{
    public static bool TryRead(string text, out List<PathStep> steps)
    {
        steps = [];
        var position = 0;
        if (!TryReadKey(text, ref position, steps))
            return false;
        while (position < text.Length)
        {
            if (text[position] == '.')
            {
                position++;
                if (!TryReadKey(text, ref position, steps))
                    return false;
            }
            else if (!TryReadPlace(text, ref position, steps))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a key needs no quotes.</summary>
    public static bool IsPlain(string key) => key.Length > 0 && key.All(IsPlain);

    private static bool IsPlain(char character) =>
        char.IsLetterOrDigit(character) || character is '_' or '-' || char.IsSurrogate(character);

    private static bool TryReadKey(string text, ref int position, List<PathStep> steps)
    {
        var start = position;
        if (position < text.Length && text[position] == '"')
        {
            var end = text.IndexOf('"', position + 1);
            if (end < 0 || text.AsSpan(position + 1, end - position - 1).Contains('\\'))
                return false;
            position = end + 1;
            steps.Add(new PathStep(text[(start + 1)..end], null));
            return true;
        }

        while (position < text.Length && IsPlain(text[position]))
            position++;
        steps.Add(new PathStep(text[start..position], null));
        return position > start;
    }

    private static bool TryReadPlace(string text, ref int position, List<PathStep> steps)
    {
        var end = text.IndexOf(']', position);
        if (text[position] != '[' || end < 0)
            return false;
        var inner = text.AsSpan(position + 1, end - position - 1);
        position = end + 1;
        if (inner.IsEmpty)
        {
            steps.Add(PathStep.Each);
            return true;
        }

        var isNumber = int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index);
        steps.Add(new PathStep(null, index));
        return isNumber;
    }
}
