namespace Triad.Inference.Packages;

/// <summary>
/// Packages inside of a package: each is a whole one in <c>members/NAME</c>, and the outer model.json has the SHA-256 of its model.json, so
/// that the outer space covers all of it. A member that held the package which holds it would have to state its own hash: there are no cycles.
/// </summary>
internal static class PackageMembers
{
    /// <summary>The folder, and the field of model.json.</summary>
    public const string Folder = "members";

    /// <summary>Most members of one package.</summary>
    public const int Most = 16;

    /// <summary>How deep packages may lie in each other, the outermost left out.</summary>
    public const int Deepest = 3;

    private const string LinkRemedy = "Copy what it leads to in its place.";

    /// <summary>Where a member lies, relative to the package that holds it.</summary>
    public static string PathOf(string name) => $"{Folder}/{name}";

    /// <summary>A problem of a member as the outer package tells it: with the inner file.</summary>
    public static IEnumerable<PackageProblem> Of(string name, IEnumerable<PackageProblem> problems) =>
        problems.Select(problem => problem with { File = $"{PathOf(name)}/{problem.File}" });

    /// <summary>True where nothing on the way to a member is a link: a member lies where its package lies.</summary>
    public static bool IsInside(string package, string name, List<PackageProblem> problems)
    {
        foreach (var path in (string[])[Folder, PathOf(name)])
        {
            var folder = new DirectoryInfo(Path.Combine(package, path));
            if (folder.Exists && folder.LinkTarget is null)
                continue;
            problems.Add(folder.LinkTarget is null
                ? new PackageProblem(path, "", "is missing", "Copy the package anew, with all its folders.")
                : new PackageProblem(path, "", "is a link", LinkRemedy));
            return false;
        }

        return true;
    }

    /// <summary>Notes the files of a member that are links.</summary>
    public static void CheckFiles(string member, IEnumerable<string> files, List<PackageProblem> problems) => problems.AddRange(files
        .Where(file => new FileInfo(Path.Combine(member, file)).LinkTarget is not null)
        .Select(file => new PackageProblem(file, "", "is a link", LinkRemedy)));
}
