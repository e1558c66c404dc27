namespace Triad.Architecture.Tests.Sources;

/// <summary>
/// What can be plugged in is known to its own folder, to the one file that registers it, and to the hub's families that make packages of
/// it.
/// </summary>
public sealed class PlugInTests
{
    private const string Registration = "src/Triad.Inference/Kinds/KindRegistration.cs";
    private const string Families = "src/Triad.Inference/Hub/Families/";

    public static TheoryData<string> Folders =>
    [
        .. SourceFile.Under("src/Triad.Inference/Kinds", "src/Triad.Inference/Text")
            .Where(file => file.Path.EndsWith("Kind.cs", StringComparison.Ordinal))
            .Select(file => Path.GetDirectoryName(file.Path)!)
            .Where(folder => folder is not ("src/Triad.Inference/Kinds" or "src/Triad.Inference/Text"))
            .Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_OfAKindOrATokenizer_IsNamedByNobodyElse(string folder)
    {
        var name = folder["src/".Length..].Replace('/', '.');

        var others = SourceFile.Under("src")
            .Where(file => file.Path != Registration && !file.Path.StartsWith(Families, StringComparison.Ordinal))
            .Where(file => !file.Path.StartsWith($"{folder}/", StringComparison.Ordinal))
            .Where(file => file.Lines.Any(line => line.Contains($"{name};", StringComparison.Ordinal)
                || line.Contains($"{name}.", StringComparison.Ordinal)));

        Assert.Empty(others.Select(file => file.Path));
    }

    [Fact]
    public void Folders_OfKindsAndTokenizers_AreFound() =>
        Assert.Superset(
            new HashSet<string> { "src/Triad.Inference/Kinds/Fusion", "src/Triad.Inference/Text/HashedNgrams" },
            Folders.Select(folder => folder.Data).ToHashSet());
}
