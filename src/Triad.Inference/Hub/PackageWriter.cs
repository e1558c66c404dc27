using System.Text.Json;
using System.Text.Json.Nodes;
using Triad.Core.Errors;
using Triad.Inference.Packages;

namespace Triad.Inference.Hub;

/// <summary>Writes packages. One is there only once every graph of it has run.</summary>
internal sealed class PackageWriter(PackageLoader loader)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The id that a package in a folder has: the folder's name.</summary>
    /// <exception cref="HubFormatException">The name is no id.</exception>
    public static string IdOf(string target)
    {
        var id = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(target)));
        return ModelManifestReader.IsId(id)
            ? id
            : throw new HubFormatException("--out", "", $"ends with '{id}', which is no id of a package",
                "Use 1 to 64 of a-z, 0-9, dot, underscore and hyphen, beginning with a letter or digit.");
    }

    /// <summary>Tells what is wrong as the tool and the platform tell it.</summary>
    public static Error Refused(string file, string field, string problem, string remedy)
    {
        var place = field.Length == 0 ? file : $"{file}: {field}";
        return new Error(ErrorReason.FieldInvalid, $"{place} {problem}. {remedy}", place, null, remedy);
    }

    /// <summary>Writes a package.</summary>
    /// <param name="target">Its folder, which must not be there yet. The folder's name becomes the package's id.</param>
    /// <param name="parts">What goes into it.</param>
    /// <param name="cancellationToken">Stops between parts of files.</param>
    /// <returns>The package; or what is wrong with it.</returns>
    /// <exception cref="HubFormatException">The folder is there, or its name is no id.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task<Result<WrittenPackage>> WriteAsync(string target, PackageParts parts, CancellationToken cancellationToken)
    {
        var id = IdOf(target);
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        using var draft = PackageDraft.Begin(target);
        var (hashes, members, bytes) = (new JsonObject(), new JsonObject(), 0L);
        foreach (var file in parts.Files)
            bytes += Note(hashes, file.Name, await draft.CopyAsync(file.Source, file.Name, cancellationToken).ConfigureAwait(false));
        foreach (var (name, content) in parts.Contents)
            bytes += Note(hashes, name, await draft.WriteAsync(name, content, cancellationToken).ConfigureAwait(false));
        foreach (var (name, package) in parts.Members)
            bytes += Note(members, name, await draft.CopyMemberAsync(package, name, cancellationToken).ConfigureAwait(false));
        var manifest = new JsonObject
        {
            ["format"] = ModelManifest.Format,
            ["id"] = id,
            ["kind"] = parts.Kind,
            ["licence"] = parts.Licence,
            ["origin"] = parts.Origin,
        };
        foreach (var (name, value) in parts.Fields)
            manifest[name] = value?.DeepClone();
        if (members.Count > 0)
            manifest[PackageMembers.Folder] = members;
        manifest["sha256"] = hashes;
        var json = JsonSerializer.SerializeToUtf8Bytes(manifest, Indented);
        await draft.WriteAsync(ModelManifest.FileName, [.. json, (byte)'\n'], cancellationToken).ConfigureAwait(false);

        var problems = new List<PackageProblem>();
        using var loaded = await loader.LoadAsync(draft.Folder, id, problems, openAll: true, cancellationToken).ConfigureAwait(false);
        if (loaded is null)
            return Refused(problems[0].File, problems[0].Field, problems[0].Message, problems[0].Remedy);
        draft.Finish();
        return new WrittenPackage(target, id, loaded.Space.Value, bytes);
    }

    private static long Note(JsonObject hashes, string name, (string Sha256, long Bytes) written)
    {
        hashes[name] = written.Sha256;
        return written.Bytes;
    }
}
