using System.Text;
using System.Text.RegularExpressions;
using Triad.Core.Errors;

namespace Triad.Inference.Hub;

/// <summary>Makes packages of folders as they lie on the hub. A package is there only once every graph of it has run.</summary>
internal sealed partial class HubImporter(IEnumerable<IHubFamily> families, PackageWriter writer) : IModelImporter
{
    /// <inheritdoc/>
    public async Task<Result<ImportedModel>> ImportAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        try
        {
            PackageWriter.IdOf(request.Target);
            var folder = HubFolder.Open(request.Source);
            var family = families.FirstOrDefault(known => known.Recognises(folder)) ?? throw Unknown(folder);
            return await WriteAsync(folder, family, request, cancellationToken).ConfigureAwait(false);
        }
        catch (HubFormatException exception)
        {
            return PackageWriter.Refused(exception.File, exception.Field, exception.Problem, exception.Remedy);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return PackageWriter.Refused("--out", "", $"'{request.Target}' cannot be written: {exception.Message.TrimEnd('.')}",
                "Give a folder that this user may write to.");
        }
    }

    private async Task<Result<ImportedModel>> WriteAsync(
        HubFolder folder, IHubFamily family, ImportRequest request, CancellationToken cancellationToken)
    {
        var package = family.Read(folder, request.Variant);
        if (request.Dimensions is { } dimensions)
            Cut(package, family.Name, dimensions);
        var licence = request.Licence ?? LicenceOf(folder);
        var origin = request.Origin ?? $"Imported from the hub's folder {folder.Name}";
        var written = await writer.WriteAsync(
            request.Target,
            new PackageParts(
                package.Kind,
                licence,
                $"{origin}, variant {request.Variant.ToString().ToLowerInvariant()}",
                package.Fields)
            {
                Files = [.. package.Files.Select(file => file with { Source = folder.PathOf(file.Source) })],
                Contents = [.. package.Texts.Select(text => (text.Name, Encoding.UTF8.GetBytes(text.Content)))],
            },
            cancellationToken).ConfigureAwait(false);
        return written.IsOk
            ? new ImportedModel(
                written.Value.Folder, written.Value.Id, family.Name, package.Kind, written.Value.Space, written.Value.Bytes, licence)
            : written.Error;
    }

    private static void Cut(HubPackage package, string family, int dimensions)
    {
        if (package.CutFrom is not { } all)
            throw new HubFormatException("--dimensions", "", $"is {dimensions}, and vectors of the family {family} are of no use cut short",
                "Leave it out.");
        if (dimensions < 1 || dimensions > all)
            throw new HubFormatException("--dimensions", "", $"is {dimensions}, and the model's vectors have {all} numbers",
                $"Give at most {all}.");
        package.Fields["dimensions"] = dimensions;
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

    [GeneratedRegex(@"^licen[cs]e: *[""']?([A-Za-z0-9][A-Za-z0-9._+-]{0,60})",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LicenceLine();
}
