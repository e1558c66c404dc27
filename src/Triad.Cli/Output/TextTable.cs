using Triad.Core.Text;

namespace Triad.Cli.Output;

/// <summary>
/// A table of plain text. On a terminal it takes the terminal's width at most: first its spare columns go, then the widest cells are folded into
/// several lines. Elsewhere every cell stands whole in one line.
/// </summary>
internal sealed class TextTable(IReadOnlyList<TableColumn> columns, bool hasHead = true)
{
    private const int Gap = 2;
    private const int Narrowest = 4;

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row: what steers a terminal in it is escaped.</summary>
    public TextTable Row(params string?[] cells)
    {
        if (cells.Length != columns.Count)
            throw new ArgumentException($"The table has {columns.Count} columns, and the row {cells.Length} cells.", nameof(cells));
        _rows.Add([.. cells.Select(cell => Printable.Escape(cell ?? string.Empty))]);
        return this;
    }

    /// <summary>Writes it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="width">Cells of a line of the terminal; null where there is none.</param>
    /// <param name="above">What was written directly above: the rows go on under the same head; null for a table of its own.</param>
    public TableLayout Write(TextWriter writer, int? width, TableLayout? above = null)
    {
        var layout = above ?? LayOut(width);
        if (above is null && hasHead)
        {
            WriteLine(writer, layout, [.. columns.Select(column => column.Name)], isFolded: width is not null);
            if (width is not null)
                writer.WriteLine(string.Join(new string(' ', Gap), layout.Widths.Select(cells => new string('─', cells))));
        }

        foreach (var row in _rows)
            WriteLine(writer, layout, row, isFolded: width is not null);
        return layout;
    }

    private TableLayout LayOut(int? width)
    {
        var natural = columns.Select((column, index) => _rows.Select(row => TextCells.WidthOf(row[index])).Append(hasHead ? TextCells.WidthOf(column.Name) : 0).Max()).ToArray();
        var shown = Enumerable.Range(0, columns.Count).ToList();
        while (width is { } most && Total(shown.Select(index => natural[index])) > most && shown.FindLastIndex(index => columns[index].IsSpare) is var spare and >= 0)
            shown.RemoveAt(spare);
        int[] widths = [.. shown.Select(index => natural[index])];
        if (width is { } room && Total(widths) > room)
        {
            var cap = widths.Max();
            while (cap > Narrowest && Total(widths.Select(cells => Math.Min(cells, cap))) > room)
                cap--;
            widths = [.. widths.Select(cells => Math.Min(cells, cap))];
        }

        return new TableLayout(shown, widths);
    }

    private static int Total(IEnumerable<int> widths) => widths.Sum(cells => cells + Gap) - Gap;

    private static void WriteLine(TextWriter writer, TableLayout layout, string[] row, bool isFolded)
    {
        var cells = layout.Columns.Select((column, place) => isFolded ? TextCells.Fold(row[column], layout.Widths[place]) : [row[column]]).ToArray();
        for (var line = 0; line < cells.Max(cell => cell.Count); line++)
        {
            var parts = cells.Select((cell, place) => TextCells.Pad(line < cell.Count ? cell[line] : string.Empty, layout.Widths[place]));
            writer.WriteLine(string.Join(new string(' ', Gap), parts).TrimEnd());
        }
    }
}
