using Triad.Core.Errors;

namespace Triad.Inference.Hub.Downloads.Sources;

/// <summary>
/// A package that is made here of several: models of the catalogue, and classifiers by the words of one. Classifiers are files that the
/// user brings, with the folder of <c>--from</c>.
/// </summary>
internal sealed class RecipeSource(IConceptMaker concepts, IEnsembleMaker ensembles) : IModelSource
{
    private const string Family = "recipe";
    private const string Kind = "ensemble";

    /// <inheritdoc/>
    public string Name => Family;

    /// <inheritdoc/>
    public async Task<FetchedModel> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        var files = BroughtFiles.Find(request);
        request.Stage.Clear();
        request.Stage.Begin(request.Source.Place);
        request.Stage.CheckRoom(2 * request.Wanted.Model.Bytes, request.Wanted.Model.Bytes);
        var members = new List<EnsembleChoice>();
        foreach (var part in request.Source.Parts)
        {
            var model = await ModelAsync(request, part.Model, cancellationToken).ConfigureAwait(false);
            request.Progress.Report(new DownloadProgress($"making {part.Member}", members.Count + 1, request.Source.Parts.Count + 1));
            members.Add(new EnsembleChoice(
                part.Member,
                part.Classifier is null ? model : await ConceptAsync(request, part, model, files, cancellationToken).ConfigureAwait(false),
                part.Weight));
        }

        request.Progress.Report(new DownloadProgress($"making {request.Name}", 1, 1));
        var made = Value(await ensembles.MakeAsync(
            new EnsembleRequest(members, Path.Combine(request.Stage.Folder, request.Name)), cancellationToken).ConfigureAwait(false));
        return new FetchedModel(made.Package, null)
        {
            Made = new ImportedModel(made.Package, made.Id, Family, Kind, made.Space, made.Bytes, made.Licence),
        };
    }

    private async Task<string> ConceptAsync(
        FetchRequest request, OfferedPart part, string text, IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        var target = Path.Combine(request.Stage.Folder, "members", part.Member);
        var concept = new ConceptRequest(files[part.Classifier!], part.Labels is null ? null : files[part.Labels], text, target)
        {
            BackgroundOf = part.BackgroundOf is { } other ? Path.Combine(request.Stage.Folder, "members", other) : null,
            Licence = part.Licence,
            Origin = part.Origin,
        };
        Value(await concepts.MakeAsync(concept, cancellationToken).ConfigureAwait(false));
        return target;
    }

    // The one that is installed; else its files in the user's folder; else as its own entry says.
    private static async Task<string> ModelAsync(FetchRequest request, string name, CancellationToken cancellationToken)
    {
        var installed = Path.Combine(Path.GetFullPath(request.Wanted.Models), name);
        var fetched = Path.Combine(request.Stage.Folder, "members", name);
        if (new[] { installed, fetched }.FirstOrDefault(Directory.Exists) is { } here)
            return here;
        var model = request.Wanted.Catalogue.FirstOrDefault(one => one.Name == name)
            ?? throw DownloadException.Invalid("parts", name, "is no model of the catalogue", "Name one of its models.");
        var other = request.Wanted with
        {
            Model = model,
            Models = Path.GetDirectoryName(fetched)!,
            PinsFolder = Path.GetFullPath(request.Wanted.Models),
        };
        if (other.From is not null)
        {
            var brought = await request.GetOther(other, cancellationToken).ConfigureAwait(false);
            if (brought.IsOk)
                return brought.Value.Package;
        }

        return Value(await request.GetOther(other with { From = null }, cancellationToken).ConfigureAwait(false)).Package;
    }

    private static T Value<T>(Result<T> result) => result.IsOk ? result.Value : throw new DownloadException(result.Error);
}
