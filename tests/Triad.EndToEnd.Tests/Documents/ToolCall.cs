using System.Text.RegularExpressions;

namespace Triad.EndToEnd.Tests.Documents;

/// <summary>A call <c>./triad ...</c> that README or a page of docs names.</summary>
/// <param name="Page">The page.</param>
/// <param name="Words">What follows <c>./triad</c>; quoted words are one each, and brackets around optional ones are gone.</param>
internal sealed partial record ToolCall(string Page, IReadOnlyList<string> Words)
{
    public static IEnumerable<ToolCall> All() =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Checkout.Root, "README.md"))
            .SelectMany(file => Read(Path.GetRelativePath(Checkout.Root, file), File.ReadAllText(file)));

    public static IEnumerable<ToolCall> Read(string page, string text) =>
        Call().Matches(text.Replace("\\\n", " ", StringComparison.Ordinal))
            .Select(match => new ToolCall(page, [.. Word().Matches(match.Groups["rest"].Value).Select(word => word.Value.Trim('[', ']'))]));

    public override string ToString() => $"{Page}: ./triad {string.Join(' ', Words)}";

    // Up to the end of the line, of the code span or of the command: quoted text may hold anything.
    [GeneratedRegex("""\./triad(?<rest>(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|[^\s`|&;#"')>]+)+)*)""")]
    private static partial Regex Call();

    [GeneratedRegex("""(?:"[^"]*"|'[^']*'|[^\s"'])+""")]
    private static partial Regex Word();
}
