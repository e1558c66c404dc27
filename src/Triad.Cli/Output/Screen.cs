using Triad.Core.Text;

namespace Triad.Cli.Output;

/// <summary>Standard output for a person. What others have named is escaped on its way.</summary>
internal sealed class Screen(TextWriter writer, int? width)
{
    public void WriteLine(string text) => writer.WriteLine(Printable.Escape(text));

    /// <summary>Writes a table, or more rows of the one above.</summary>
    public TableLayout Write(TextTable table, TableLayout? above = null) => table.Write(writer, width, above);

    /// <summary>Writes names and values, leaving out what has no value.</summary>
    public void Facts(params (string Name, string? Value)[] facts)
    {
        var table = new TextTable(["name", "value"], hasHead: false);
        foreach (var (name, value) in facts.Where(fact => !string.IsNullOrEmpty(fact.Value)))
            table.Row(name, value);
        table.Write(writer, width);
    }
}
