using System.Globalization;
using Spectre.Console;
using Triad.Client;

namespace Triad.Cli.Output;

/// <summary>How the tool lays out tables and the values in them.</summary>
internal static class Tables
{
    public static Table Of(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        return table;
    }

    /// <summary>Adds a row of plain text: what looks like markup in it is shown as it is.</summary>
    public static Table Row(this Table table, params string?[] cells) =>
        table.AddRow(cells.Select(cell => Markup.Escape(cell ?? string.Empty)).ToArray());

    public static void Facts(this IAnsiConsole console, params (string Name, string? Value)[] facts)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (name, value) in facts.Where(fact => !string.IsNullOrEmpty(fact.Value)))
            grid.AddRow(Markup.Escape(name), Markup.Escape(value!));
        console.Write(grid);
    }

    public static string Time(DateTimeOffset? time) =>
        time?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? string.Empty;

    public static string Number(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);

    public static string Span(MediaSpan span) => $"{Clock(span.Start)}-{Clock(span.End)}";

    public static string Clock(TimeSpan time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(int)time.TotalMinutes}:{time.TotalSeconds % 60:00.0}");

    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => $"{Number(bytes / 1024.0, 1)} KiB",
        < 1024L * 1024 * 1024 => $"{Number(bytes / 1024.0 / 1024, 1)} MiB",
        _ => $"{Number(bytes / 1024.0 / 1024 / 1024, 2)} GiB",
    };
}
