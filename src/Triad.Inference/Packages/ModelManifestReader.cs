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
        manifest = new ModelManifest(ReadId(root), kind?.Name ?? "", root.Text("licence"), root.Text("origin"), ReadHashes(root));
        plan = null!;
        if (!known)
            return false;
        plan = kind!.Read(root, manifest);
        root.Close();
        CheckFiles(manifest, plan, problems);
        return problems.Count == 0;
    }

    private static string ReadId(ManifestObject root)
    {
        var id = root.Text("id", 64);
        if (id.Length > 0 && !IsId(id))
            root.Note("id", $"is '{id}'", "Use 1 to 64 of a-z, 0-9, dot, underscore and hyphen, beginning with a letter or digit.");
        return id;
    }

    private static Dictionary<string, string> ReadHashes(ManifestObject root)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (root.Object("sha256") is not { } table)
            return hashes;
        foreach (var name in table.Names.ToArray())
        {
            var hash = table.Text(name, 64);
            if (!ManifestObject.IsFileName(name))
                table.Note(name, "is not a plain file name", "Name a file in the package's folder, without any path.");
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

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex IdForm();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex HashForm();
}
