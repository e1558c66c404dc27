namespace Triad.Media.Captions;

/// <summary>Splits captions into lines, whatever ends them.</summary>
internal static class CaptionLines
{
    /// <summary>The lines without their ends; line 1 is at index 0.</summary>
    public static IReadOnlyList<string> Split(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n').Split('\n');

    /// <summary>The index of the next line that is not blank, at or after one.</summary>
    public static int SkipBlank(IReadOnlyList<string> lines, int from)
    {
        while (from < lines.Count && string.IsNullOrWhiteSpace(lines[from]))
            from++;
        return from;
    }

    /// <summary>The index of the next blank line, at or after one, or the end.</summary>
    public static int SkipBlock(IReadOnlyList<string> lines, int from)
    {
        while (from < lines.Count && !string.IsNullOrWhiteSpace(lines[from]))
            from++;
        return from;
    }
}
