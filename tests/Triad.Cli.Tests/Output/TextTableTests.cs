using FsCheck;
using FsCheck.Fluent;
using Triad.Cli.Output;

namespace Triad.Cli.Tests.Output;

public sealed class TextTableTests
{
    private static string[] Lines(TextTable table, int? width)
    {
        using var writer = new StringWriter();
        table.Write(writer, width);
        return writer.ToString().TrimEnd('\n').Split('\n');
    }

    private static TextTable Videos(string id, string name) =>
        Tables.Of("video", "name", "state", Tables.Spare("size"), Tables.Spare("created")).Row(id, name, "Ready", "1.5 MiB", "2026-01-01 10:00:00Z");

    [Fact]
    public void Write_WhatFits_StandsInOneLineWithAllColumns()
    {
        var lines = Lines(Videos("clip", "clip.mp4"), 80);

        Assert.Equal("video  name      state  size     created", lines[0]);
        Assert.Equal("─────  ────────  ─────  ───────  ────────────────────", lines[1]);
        Assert.Equal("clip   clip.mp4  Ready  1.5 MiB  2026-01-01 10:00:00Z", lines[2]);
    }

    [Fact]
    public void Write_IdsOfTheUsualLength_AreWholeAtEightyColumnsAndSpareColumnsGo()
    {
        var id = new string('i', 32);

        var lines = Lines(Videos(id, "a recording of the morning.mp4"), 80);

        Assert.Contains(id, lines[2], StringComparison.Ordinal);
        Assert.Contains("a recording of the morning.mp4", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain("created", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ANameOfFiveHundredLetters_IsFoldedAndLosesNothing()
    {
        var name = string.Concat(Enumerable.Range(0, 500).Select(i => (char)('a' + (i % 26))));

        var lines = Lines(Videos("clip", name), 80);

        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
        Assert.Equal(name, string.Concat(lines.Skip(2).SelectMany(line => line.Length > 7 ? line[7..].Split("  ")[0].Trim() : string.Empty)));
        Assert.StartsWith("clip   ", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WithoutATerminal_IsNeverCutOrFolded()
    {
        var name = new string('n', 5000);

        var lines = Lines(Videos("clip", name), null);

        Assert.Equal(2, lines.Length);
        Assert.Contains(name, lines[1], StringComparison.Ordinal);
        Assert.Contains("2026-01-01 10:00:00Z", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AWideLetter_TakesTwoCells()
    {
        var lines = Lines(Tables.Of("a", "b").Row("映画", "x").Row("abcd", "y"), 80);

        Assert.Equal("映画  x", lines[2]);
        Assert.Equal("abcd  y", lines[3]);
    }

    [Fact]
    public void Write_AnyContentAtAnyWidth_StaysWithinIt() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>[]>(),
        ArbMap.Default.ArbFor<int>().Filter(width => width is >= 30 and <= 200),
        (cells, width) =>
        {
            var table = Tables.Of("one", "two", Tables.Spare("three"), "four");
            for (var i = 0; i + 4 <= cells.Length; i += 4)
                table.Row(cells[i].Get, cells[i + 1].Get, cells[i + 2].Get, cells[i + 3].Get);

            Assert.All(Lines(table, width), line => Assert.InRange(TextCells.WidthOf(line), 0, width));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Write_MoreRowsOfTheTableAbove_HaveNoHeadOfTheirOwn()
    {
        using var writer = new StringWriter();
        var layout = Videos("first", "a name of some length.mp4").Write(writer, 80);

        Videos("2nd", "b").Write(writer, 80, layout);

        var lines = writer.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Equal(lines[2].IndexOf("Ready", StringComparison.Ordinal), lines[3].IndexOf("Ready", StringComparison.Ordinal));
    }
}
