using System.Text.RegularExpressions;

namespace Triad.Architecture.Tests.Sources;

/// <summary>One C# file as house style looks at it.</summary>
internal sealed partial record SourceFile(string Path, string[] Lines)
{
    public static SourceFile[] Under(params string[] folders) =>
        [.. folders.SelectMany(folder => Repository.Files(folder, "*.cs")).Select(file => new SourceFile(file, Repository.ReadLines(file)))];

    /// <summary>Types that stand at the left margin, which file-scoped namespaces make the top-level ones; parts of one type count once.</summary>
    public string[] TopLevelTypes =>
        [.. Lines.Select(line => TypeDeclaration().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value).Distinct()];

    /// <summary>Lines that say something: not blank, no comment, no brace alone, no using or namespace.</summary>
    public int LinesOfCode => Lines.Count(line => !Silent().IsMatch(line));

    public bool Has(Regex pattern) => Lines.Any(line => pattern.IsMatch(line));

    [GeneratedRegex(@"^\s*(?:$|//|[{}]\s*;?\s*$|namespace\s|using\s[\w.= ]+;)")]
    private static partial Regex Silent();

    [GeneratedRegex(@"^(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe|new)\s+)*(?:class|struct|interface|enum|record(?:\s+struct|\s+class)?|delegate\s+[\w<>\[\],.? ]+?)\s+(?<name>\w+)")]
    private static partial Regex TypeDeclaration();
}
