using System.Text;
using System.Text.RegularExpressions;

namespace Triad.Architecture.Tests.Documents;

/// <summary>A page of README and docs: where its links lead, and which anchors it has.</summary>
internal sealed partial record Page(string Path, IReadOnlyList<string> Links, IReadOnlySet<string> Anchors)
{
    private const string Fence = "```";

    public static IEnumerable<Page> All() =>
        Repository.Files("docs", "*.md").Prepend("README.md").Select(path => Read(path, Repository.ReadLines(path)));

    public static Page Read(string path, IEnumerable<string> lines)
    {
        var links = new List<string>();
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        var isCode = false;
        foreach (var line in lines)
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
                isCode = !isCode;
            if (isCode)
                continue;
            links.AddRange(Link().Matches(CodeSpan().Replace(line, "")).Select(match => match.Groups["target"].Value));
            if (Heading().Match(line) is { Success: true } heading)
                Add(anchors, AnchorOf(heading.Groups["text"].Value));
        }

        return new Page(path, links, anchors);
    }

    // As GitHub makes them: letters, digits, underscores and hyphens stay, blanks become hyphens, a repeated one is numbered.
    private static string AnchorOf(string heading)
    {
        var anchor = new StringBuilder();
        foreach (var rune in heading.Trim().ToLowerInvariant().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '-')
                anchor.Append(rune);
            else if (rune.Value == ' ')
                anchor.Append('-');
        }

        return anchor.ToString();
    }

    private static void Add(HashSet<string> anchors, string anchor)
    {
        if (anchors.Add(anchor))
            return;
        for (var number = 1; !anchors.Add($"{anchor}-{number}"); number++)
        {
        }
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"^#{1,6}\s+(?<text>.+)$")]
    private static partial Regex Heading();
}
