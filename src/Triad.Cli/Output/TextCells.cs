using System.Globalization;
using Spectre.Console.Rendering;

namespace Triad.Cli.Output;

/// <summary>Text in the cells of a terminal: how many it takes, and how it is folded into few.</summary>
internal static class TextCells
{
    public static int WidthOf(string text) => text.All(char.IsAscii) ? text.Length : new Segment(text).CellCount();

    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - WidthOf(text)));

    /// <summary>Lines of at most a width, broken between words where that is possible. Nothing but the spaces between them is lost.</summary>
    public static IReadOnlyList<string> Fold(string text, int width)
    {
        if (WidthOf(text) <= width)
            return [text];
        var lines = new List<string>();
        var line = string.Empty;
        foreach (var word in text.Split(' ').SelectMany(word => Pieces(word, width)))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (WidthOf(longer) <= width)
            {
                line = longer;
                continue;
            }

            lines.Add(line);
            line = word;
        }

        lines.Add(line);
        return lines;
    }

    // A word that is too long, as names and ids are, goes on in the next line.
    private static IEnumerable<string> Pieces(string word, int width)
    {
        if (WidthOf(word) <= width)
        {
            yield return word;
            yield break;
        }

        var piece = string.Empty;
        var letters = StringInfo.GetTextElementEnumerator(word);
        while (letters.MoveNext())
        {
            var letter = letters.GetTextElement();
            if (piece.Length > 0 && WidthOf(piece) + WidthOf(letter) > width)
            {
                yield return piece;
                piece = string.Empty;
            }

            piece += letter;
        }

        yield return piece;
    }
}
