using Triad.Core.Durability;
using Triad.Core.Errors;
using Triad.Inference.Hub.Downloads.Sources;

namespace Triad.Inference.Hub.Downloads;

/// <summary>Fetches models by what the catalogue says of them, and has their packages made.</summary>
internal sealed class ModelDownloader(IEnumerable<IModelSource> sources, IModelImporter importer, DownloadOptions options) : IModelDownloader
{
    /// <summary>Tells the free bytes of the disk that a folder is on.</summary>
    internal Func<string, long> FreeBytes { get; init; } = folder => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    /// <inheritdoc/>
    public async Task<Result<ImportedModel>> GetAsync(
        ModelRequest request, IProgress<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        try
        {
            return await FetchAndImportAsync(request, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (DownloadException exception)
        {
            return exception.Error;
        }
        catch (HubFormatException exception)
        {
            var field = exception.Field.Length == 0 ? exception.File : $"{exception.File}: {exception.Field}";
            return Error.Invalid(field, null, exception.Problem, exception.Remedy);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Error.Invalid(
                "--models", request.Models, $"cannot be written: {exception.Message.TrimEnd('.')}", "Name a folder that this user may write to.");
        }
    }

    private async Task<Result<ImportedModel>> FetchAndImportAsync(
        ModelRequest request, IProgress<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        var model = request.Model;
        if (model.Licence.Terms is { } terms && !request.AcceptsLicence)
            return new Error(
                ErrorReason.FieldMissing, $"{model.Name} has the licence {model.Licence.Name}: {terms.TrimEnd('.')}", "--accept-licence", null,
                $"Read {model.Licence.Url ?? "it"}, and say --accept-licence if you agree.");
        var variant = request.Variant ?? model.Variants[0];
        if (!model.Variants.Contains(variant))
            return Error.Invalid(
                "--variant", variant.ToString().ToLowerInvariant(), $"is not offered of {model.Name}",
                $"Use {string.Join(", ", model.Variants.Select(one => one.ToString().ToLowerInvariant()))}.");
        var target = Path.Combine(Path.GetFullPath(request.Models), model.Name);
        if (Path.Exists(target))
            return Error.Of(ErrorReason.Conflict, "model", target, "is there already", $"Remove it first: triad model remove {model.Name}.");

        using var stage = DownloadStage.Open(Path.GetFullPath(request.Models), model.Name, FreeBytes, options.FreeBytes);
        var fetched = await FetchAsync(request, variant, stage, progress, cancellationToken).ConfigureAwait(false);
        if (fetched.Made is { } made)
            return Adopt(made, target, stage);
        progress.Report(new DownloadProgress("making the package", 1, 1));
        var import = new ImportRequest(fetched.Folder, target, variant)
        {
            Origin = fetched.Origin,
            Licence = fetched.Origin is null ? null : model.Licence.Name,
        };
        var imported = await importer.ImportAsync(import, cancellationToken).ConfigureAwait(false);
        if (imported.IsOk)
            stage.Clear();
        return imported;
    }

    // The first source that can be reached: what is wrong with its answer is told, not passed over.
    private async Task<FetchedModel> FetchAsync(
        ModelRequest request, HubVariant variant, DownloadStage stage, IProgress<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        var pins = new ModelPins(request.PinsFolder ?? Path.GetFullPath(request.Models));
        var chosen = Chosen(request);
        DownloadException? first = null;
        foreach (var source in chosen)
        {
            var fetch = new FetchRequest(request, source, variant, stage, pins, progress)
            {
                GetOther = (other, cancelled) => GetAsync(other, progress, cancelled),
            };
            try
            {
                var fetched = request.From is { } from && fetch.From is null && source.Parts.Count == 0
                    ? FolderFiles.Find(fetch, Path.GetFullPath(from))
                    : await Of(source).FetchAsync(fetch, cancellationToken).ConfigureAwait(false);
                return AddedFiles.Complete(fetched, request.Model.Sources, stage);
            }
            catch (DownloadException exception) when (exception.Error.Reason == ErrorReason.Unavailable && source != chosen[^1])
            {
                first ??= exception;
            }
        }

        throw first!;
    }

    private static ImportedModel Adopt(ImportedModel made, string target, DownloadStage stage)
    {
        Directory.Move(made.Package, target);
        FolderSync.Flush(Path.GetDirectoryName(target)!);
        stage.Clear();
        return made with { Package = target };
    }

    private static OfferedSource[] Chosen(ModelRequest request)
    {
        var isAddress = request.From?.StartsWith("http", StringComparison.OrdinalIgnoreCase) == true;
        var isFeed = isAddress && (request.From!.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase)
            || request.From.EndsWith("/index.json", StringComparison.OrdinalIgnoreCase));
        var fitting = request.Model.Sources
            .Where(source => !isAddress || source.Kind == (isFeed ? "nuget" : "hub"))
            .ToArray();
        return fitting.Length > 0
            ? isAddress || request.From is null ? fitting : fitting[..1]
            : throw DownloadException.Invalid("--from", request.From, $"is no place that {request.Model.Name} comes from", "Name a folder.");
    }

    private IModelSource Of(OfferedSource source) => sources.FirstOrDefault(one => one.Name == source.Kind)
        ?? throw DownloadException.Invalid(
            "from", source.Kind, "is no kind of source", $"Use one of: {string.Join(", ", sources.Select(one => one.Name))}.");
}
