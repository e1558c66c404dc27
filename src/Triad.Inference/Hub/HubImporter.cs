using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Triad.Core.Errors;
using Triad.Inference.Packages;

namespace Triad.Inference.Hub;

/// <summary>Makes packages of folders as they lie on the hub. A package is there only once every graph of it has run.</summary>
internal sealed partial class HubImporter(IEnumerable<IHubFamily> families, PackageLoader loader) : IModelImporter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <inheritdoc/>
    public async Task<Result<ImportedModel>> ImportAsync(string source, string target, HubVariant variant,
        CancellationToken cancellationToken)
    {
        try
        {
            target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
            var id = Path.GetFileName(target);
            if (!ModelManifestReader.IsId(id))
                throw new HubFormatException("--out", "", $"ends with '{id}', which is no id of a package",
                    "Use 1 to 64 of a-z, 0-9, dot, underscore and hyphen, beginning with a letter or digit.");
            var folder = HubFolder.Open(source);
            var family = families.FirstOrDefault(known => known.Recognises(folder)) ?? throw Unknown(folder);
            return await WriteAsync(folder, family, variant, (target, id), cancellationToken).ConfigureAwait(false);
        }
        catch (HubFormatException exception)
        {
            return Refused(exception.File, exception.Field, exception.Problem, exception.Remedy);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refused("--out", "", $"'{target}' cannot be written: {exception.Message.TrimEnd('.')}",
                "Give a folder that this user may write to.");
        }
    }

    private async Task<Result<ImportedModel>> WriteAsync(
        HubFolder folder, IHubFamily family, HubVariant variant, (string Folder, string Id) target, CancellationToken cancellationToken)
    {
        var package = family.Read(folder, variant);
        var licence = LicenceOf(folder);
        using var draft = PackageDraft.Begin(target.Folder);
        var (hashes, bytes) = (new JsonObject(), 0L);
        foreach (var file in package.Files)
        {
            var copied = await draft.CopyAsync(folder.PathOf(file.Source), file.Name, cancellationToken).ConfigureAwait(false);
            hashes[file.Name] = copied.Sha256;
            bytes += copied.Bytes;
        }

        var manifest = new JsonObject
        {
            ["format"] = ModelManifest.Format,
            ["id"] = target.Id,
            ["kind"] = package.Kind,
            ["licence"] = licence,
            ["origin"] = $"Imported from the hub's folder {folder.Name}, variant {variant.ToString().ToLowerInvariant()}",
        };
        foreach (var (name, value) in package.Fields)
            manifest[name] = value?.DeepClone();
        manifest["sha256"] = hashes;
        await draft.WriteAsync(ModelManifest.FileName, manifest.ToJsonString(Indented) + "\n", cancellationToken).ConfigureAwait(false);

        var problems = new List<PackageProblem>();
        using var loaded = await loader.LoadAsync(draft.Folder, target.Id, problems, cancellationToken).ConfigureAwait(false);
        if (loaded is null)
            return Refused(problems[0].File, problems[0].Field, problems[0].Message, problems[0].Remedy);
        draft.Finish();
        return new ImportedModel(target.Folder, target.Id, family.Name, package.Kind, loaded.Space.Value, bytes, licence);
    }

    private HubFormatException Unknown(HubFolder folder)
    {
        var type = folder.JsonIfThere("config.json") is { IsNull: false } config ? config["model_type"] : folder.Json("config.json");
        return type.Because(
            $"is {(type.IsNull ? "missing" : $"'{type.Text()}'")}, of no family that this version imports",
            $"It imports: {string.Join(", ", families.Select(family => family.Name))}.");
    }

    // The hub's READMEs begin with a few lines of YAML, one of which is the licence.
    private static string LicenceOf(HubFolder folder)
    {
        const int Start = 1 << 16;
        if (!folder.Has("README.md"))
            return "not stated";
        using var reader = new StreamReader(folder.PathOf("README.md"));
        var start = new char[Start];
        var match = LicenceLine().Match(new string(start, 0, reader.ReadBlock(start)));
        return match.Success ? match.Groups[1].Value : "not stated";
    }

    private static Error Refused(string file, string field, string problem, string remedy)
    {
        var place = field.Length == 0 ? file : $"{file}: {field}";
        return new Error(ErrorReason.FieldInvalid, $"{place} {problem}. {remedy}", place, null, remedy);
    }

    [GeneratedRegex(@"^licen[cs]e: *[""']?([A-Za-z0-9][A-Za-z0-9._+-]{0,60})",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LicenceLine();
}
