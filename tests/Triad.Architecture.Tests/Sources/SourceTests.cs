using System.Text.RegularExpressions;

namespace Triad.Architecture.Tests.Sources;

public sealed partial class SourceTests
{
    private const int LongestFile = 400;

    private static readonly string[] VagueFolders = ["Helpers", "Common", "Utils", "Utilities", "Managers", "Misc"];

    [Fact]
    public void Files_Length_StaysWithinTheLimit()
    {
        var files = new[] { "src", "tests", "tools", "training" }
            .SelectMany(folder => new[] { "*.cs", "*.py", "*.sh" }.SelectMany(pattern => Repository.Files(folder, pattern)));

        Assert.DoesNotContain(files, file => Repository.ReadLines(file).Length > LongestFile);
    }

    [Fact]
    public void Files_TopLevelTypes_AreOne() =>
        Assert.Empty(SourceFile.Under("src", "tests")
            .Where(file => file.TopLevelTypes.Length > 1)
            .Select(file => $"{file.Path}: {string.Join(", ", file.TopLevelTypes)}"));

    [Fact]
    public void TopLevelTypes_OfAFileWithTwo_AreBothSeen()
    {
        var file = new SourceFile("x.cs", ["namespace X;", "public sealed record A(int B);", "    private class Nested;", "internal static partial class C", "delegate int D();"]);

        Assert.Equal(["A", "C", "D"], file.TopLevelTypes);
    }

    [Fact]
    public void Sources_ConditionalCompilation_IsAbsent() => Assert.Empty(PathsWith(Conditional(), "src", "tests"));

    [Fact]
    public void Sources_RegionsAndReminders_AreAbsent() => Assert.Empty(PathsWith(Unfinished(), "src", "tests"));

    [Fact]
    public void GrainKeys_AreMadeInOnePlace() =>
        Assert.Equal(["src/Triad.Grains.Abstractions/GrainFactoryExtensions.cs"], PathsWith(GrainReference(), "src"));

    [Fact]
    public void Folders_Names_SayTheDomain() =>
        Assert.DoesNotContain(Repository.Files("src", "*.cs"), file => file.Split('/').Any(VagueFolders.Contains));

    private static IEnumerable<string> PathsWith(Regex pattern, params string[] folders) =>
        SourceFile.Under(folders).Where(file => file.Has(pattern)).Select(file => file.Path);

    [GeneratedRegex(@"^\s*#\s*if\b")]
    private static partial Regex Conditional();

    [GeneratedRegex(@"^\s*#\s*region\b|//.*\b(?:T[O]DO|F[I]XME|H[A]CK)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\bGetGrain\b")]
    private static partial Regex GrainReference();
}
