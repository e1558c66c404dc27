namespace Triad.Architecture.Tests.Documents;

public sealed class PageTests
{
    private const int LongestLine = 140;

    [Fact]
    public void Pages_Links_LeadSomewhere()
    {
        var pages = Page.All().ToDictionary(page => page.Path);

        Assert.NotEmpty(pages);
        var broken = pages.Values.SelectMany(page => page.Links.Where(link => !Resolves(page, link, pages)).Select(link => $"{page.Path}: {link}"));
        Assert.Equal("", string.Join('\n', broken));
    }

    [Fact]
    public void Readme_NamesEveryPage()
    {
        var pages = Page.All().ToList();

        Assert.Empty(pages.Select(page => page.Path).Except(pages.Single(page => page.Path == "README.md").Links.Append("README.md")));
    }

    [Fact]
    public void Pages_Lines_AreOfReadableLength()
    {
        var tooLong = Page.All().SelectMany(page => Prose(Repository.ReadLines(page.Path))
            .Where(line => line.Text.Length > LongestLine)
            .Select(line => $"{page.Path}:{line.Number}"));

        Assert.Equal("", string.Join('\n', tooLong));
    }

    [Fact]
    public void Read_OfAPage_FindsLinksAndAnchors()
    {
        var page = Page.Read(
            "docs/x.md",
            [
                "# Five minutes with C#", "[a](a.md#b) and ![p](p.png \"P\") but not `[c](c.md)`", "```", "# no heading", "[d](d.md)", "```",
                "## The `triad` tool: what it does", "## The `triad` tool: what it does",
            ]);

        Assert.Equal(["a.md#b", "p.png"], page.Links);
        Assert.Equal(["five-minutes-with-c", "the-triad-tool-what-it-does", "the-triad-tool-what-it-does-1"], page.Anchors);
    }

    // A row of a table cannot be broken, and code is as it is typed.
    private static IEnumerable<(int Number, string Text)> Prose(string[] lines)
    {
        var isCode = false;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("```", StringComparison.Ordinal))
                isCode = !isCode;
            else if (!isCode && !lines[i].StartsWith('|'))
                yield return (i + 1, lines[i]);
        }
    }

    private static bool Resolves(Page page, string link, Dictionary<string, Page> pages)
    {
        if (link.Contains("://", StringComparison.Ordinal) || link.StartsWith("mailto:", StringComparison.Ordinal))
            return true;
        var (file, anchor) = link.Split('#', 2) is [var path, var name] ? (path, name) : (link, null);
        var target = file.Length == 0 ? page.Path : Normalised(Path.Combine(Path.GetDirectoryName(page.Path)!, file));
        if (!Path.Exists(Path.Combine(Repository.Root, target)))
            return false;
        return anchor is null || (pages.TryGetValue(target, out var other) ? other : Page.Read(target, Repository.ReadLines(target))).Anchors.Contains(anchor);
    }

    private static string Normalised(string path) => Path.GetRelativePath(Repository.Root, Path.GetFullPath(path, Repository.Root));
}
