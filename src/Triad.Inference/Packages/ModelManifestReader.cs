using System.Text.Json;
using System.Text.RegularExpressions;
using Triad.Inference.Kinds;
using Triad.Inference.PlugIns;

namespace Triad.Inference.Packages;

/// <summary>
/// Reads model.json: what all packages have itself, the rest by the package's kind. Every problem is noted, not only the
/// first.
/// </summary>
internal sealed partial class ModelManifestReader(PlugIns<IPackageKind> kinds)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8 };

    /// <summary>Reads a manifest.</summary>
    /// <returns>False where there are problems.</returns>
    public bool TryRead(ReadOnlyMemory<byte> json, List<PackageProblem> problems, out ModelManifest manifest, out IPackagePlan plan)
    {
        (manifest, plan) = (null!, null!);
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return TryRead(new ManifestObject("", document.RootElement, problems), problems, out manifest, out plan);
            problems.Add(new PackageProblem(ModelManifest.FileName, "", "is not a JSON object", "Write the package anew."));
        }
        catch (JsonException exception)
        {
            problems.Add(new PackageProblem(ModelManifest.FileName, "", $"is not JSON: {exception.Message}", "Write the package anew."));
        }

        return false;
    }

    /// <summary>True for what may be the id of a package.</summary>
    public static bool IsId(string text) => IdForm().IsMatch(text);

    private bool TryRead(ManifestObject root, List<PackageProblem> problems, out ModelManifest manifest, out IPackagePlan plan)
    {
        root.Integer("format", ModelManifest.Format, ModelManifest.Format);
        var known = kinds.TryRead(root, "kind", out var kind);
        manifest = new ModelManifest(ReadId(root), kind?.Name ?? "", root.Text("licence"), root.Text("origin"), ReadHashes(root))
        {
            Members = ReadMembers(root),
        };
        plan = null!;
        if (!known)
            return false;
        plan = kind!.Read(root, manifest);
        root.Close();
        CheckFiles(manifest, plan, problems);
        CheckMembers(manifest, plan, problems);
        return problems.Count == 0;
    }

    private static string ReadId(ManifestObject root)
    {
        var id = root.Text("id", 64);
        if (id.Length > 0 && !IsId(id))
            root.Note("id", $"is '{id}'", "Use 1 to 64 of a-z, 0-9, dot, underscore and hyphen, beginning with a letter or digit.");
        return id;
    }

    private static Dictionary<string, string> ReadHashes(ManifestObject root) => ReadTable(
        root.Object("sha256"), ManifestObject.IsFileName, "is not a plain file name",
        "Name a file in the package's folder, without any path.");

    private static Dictionary<string, string> ReadMembers(ManifestObject root)
    {
        var table = root.Names.Contains(PackageMembers.Folder) ? root.Object(PackageMembers.Folder) : null;
        var members = ReadTable(
            table, IsId, "is no name of a member",
            "Use 1 to 64 of a-z, 0-9, dot, underscore and hyphen, beginning with a letter or digit.");
        if (members.Count > PackageMembers.Most)
            root.Note(PackageMembers.Folder, $"has {members.Count} packages, more than {PackageMembers.Most}",
                "Make several packages of them.");
        return members;
    }

    private static Dictionary<string, string> ReadTable(ManifestObject? table, Func<string, bool> isName, string problem, string remedy)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (table is null)
            return hashes;
        foreach (var name in table.Names.ToArray())
        {
            var hash = table.Text(name, 64);
            if (!isName(name))
                table.Note(name, problem, remedy);
            else if (!HashForm().IsMatch(hash))
                table.Note(name, $"is '{hash}'", "Give 64 lower-case hexadecimal digits.");
            else
                hashes[name] = hash;
        }

        table.Close();
        return hashes;
    }

    private static void CheckFiles(ModelManifest manifest, IPackagePlan plan, List<PackageProblem> problems)
    {
        foreach (var file in plan.Files.Where(file => ManifestObject.IsFileName(file) && !manifest.Sha256.ContainsKey(file)))
            problems.Add(
                new PackageProblem(
                    ModelManifest.FileName, $"sha256.{file}", "is missing", "List the SHA-256 of every file that the package uses."));
    }

    private static void CheckMembers(ModelManifest manifest, IPackagePlan plan, List<PackageProblem> problems)
    {
        void Note(string name, string problem, string remedy) => problems.Add(
            new PackageProblem(ModelManifest.FileName, $"{PackageMembers.Folder}.{name}", problem, remedy));

        foreach (var name in plan.Members.Where(name => !manifest.Members.ContainsKey(name)))
            Note(name, "is missing", $"Give the SHA-256 of {PackageMembers.PathOf(name)}/{ModelManifest.FileName}.");
        foreach (var name in manifest.Members.Keys.Except(plan.Members))
            Note(name, $"is no member that a package of the kind {manifest.Kind} has", "Remove it.");
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex IdForm();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex HashForm();
}
