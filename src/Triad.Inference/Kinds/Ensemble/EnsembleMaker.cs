using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Core.Scores;
using Triad.Inference.Hosting;
using Triad.Inference.Hub;
using Triad.Inference.Packages;

namespace Triad.Inference.Kinds.Ensemble;

/// <summary>
/// Makes ensembles: tries the members together, measures what their scores of unrelated things are like, and copies them into one package.
/// </summary>
internal sealed class EnsembleMaker(PackageReader reader, PackageLoader loader, PackageWriter writer, IOptions<InferenceOptions> options) : IEnsembleMaker
{
    private const string Option = "--member";

    /// <inheritdoc/>
    public async Task<Result<MadeEnsemble>> MakeAsync(EnsembleRequest request, CancellationToken cancellationToken)
    {
        var opened = new List<(EnsembleMember Member, LoadedPackage Loaded, PackageContent Content)>();
        try
        {
            PackageWriter.IdOf(request.Target);
            if (Check(request) is { } wrong)
                return wrong;
            foreach (var choice in request.Members)
            {
                var member = await OpenAsync(choice, cancellationToken).ConfigureAwait(false);
                if (!member.IsOk)
                    return member.Error;
                opened.Add(member.Value);
            }

            return await WriteAsync(request, opened, cancellationToken).ConfigureAwait(false);
        }
        catch (HubFormatException exception)
        {
            return PackageWriter.Refused(exception.File, exception.Field, exception.Problem, exception.Remedy);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return PackageWriter.Refused(
                "--out", "", $"'{request.Target}' cannot be written: {exception.Message.TrimEnd('.')}", "Give a folder that this user may write to.");
        }
        finally
        {
            foreach (var (_, loaded, _) in opened)
                loaded.Dispose();
        }
    }

    private static Error? Check(EnsembleRequest request)
    {
        if (request.Members.Count < 2 || request.Members.Count > PackageMembers.Most)
            return Wrong($"is given {request.Members.Count} times", $"Give 2 to {PackageMembers.Most} packages.");
        foreach (var (name, _, weight) in request.Members)
        {
            if (!ModelManifestReader.IsId(name))
                return Wrong($"names '{name}', which is no name of a member", "Use a-z, 0-9, dot, underscore and hyphen, beginning with a letter or digit.");
            if (request.Members.Count(other => other.Name == name) > 1)
                return Wrong($"names '{name}' twice", "Give each member a name of its own: its vectors are stored under it.");
            if (!(weight >= EnsembleManifestReader.LeastWeight && weight <= EnsembleManifestReader.MostWeight))
                return Wrong(
                    FormattableString.Invariant($"gives '{name}' the weight {weight}"),
                    FormattableString.Invariant($"Give {EnsembleManifestReader.LeastWeight} to {EnsembleManifestReader.MostWeight}, or leave it out for 1."));
        }

        return null;
    }

    private async Task<Result<(EnsembleMember Member, LoadedPackage Loaded, PackageContent Content)>> OpenAsync(
        EnsembleChoice choice, CancellationToken cancellationToken)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(choice.Package));
        if (!File.Exists(Path.Combine(folder, ModelManifest.FileName)))
            return Wrong($"names '{choice.Package}' as {choice.Name}, where there is no package", "Give a folder with a model.json.");
        var problems = new List<PackageProblem>();
        var content = reader.Read(folder, problems, cancellationToken);
        var loaded = content is null ? null : await loader.LoadAsync(folder, null, problems, cancellationToken).ConfigureAwait(false);
        if (content is null || loaded?.Embedder is not { } embedder)
            return PackageWriter.Refused($"{choice.Name}: {problems[0].File}", problems[0].Field, problems[0].Message, problems[0].Remedy);
        return (new EnsembleMember(choice.Name, embedder, choice.Weight), loaded, content);
    }

    private async Task<Result<MadeEnsemble>> WriteAsync(
        EnsembleRequest request,
        List<(EnsembleMember Member, LoadedPackage Loaded, PackageContent Content)> opened,
        CancellationToken cancellationToken)
    {
        var members = opened.ConvertAll(one => one.Member);
        var seconds = members.Min(member => member.Model.Decode.SegmentLength.TotalSeconds);
        var manifest = new EnsembleManifest(
            seconds,
            request.ReadsNames,
            members.ToDictionary(member => member.Name, member => member.Weight),
            new Dictionary<RepresentationName, IReadOnlyDictionary<Modalities, ScorePrior>>());
        var problems = new List<PackageProblem>();
        if (EnsembleShape.Of(members, manifest, options.Value.LongestMedia, problems) is not { } shape)
            return PackageWriter.Refused(problems[0].File, problems[0].Field, problems[0].Message, problems[0].Remedy);
        var embedder = new EnsembleEmbedder("measured", members[0].Model.Space, options.Value.MaxTokensPerItem, members, shape, "");
        var priors = await new PriorMeasure(embedder).MeasureAsync(cancellationToken).ConfigureAwait(false);
        if (!priors.IsOk)
            return priors.Error;
        var fields = new JsonObject
        {
            [EnsembleManifestReader.SegmentSeconds] = seconds,
            [EnsembleManifestReader.ReadsNames] = request.ReadsNames,
            [EnsembleManifestReader.Weights] = new JsonObject([.. members.Select(one => KeyValuePair.Create(one.Name, (JsonNode?)one.Weight))]),
        };
        if (priors.Value.Count > 0)
            fields[EnsembleManifestReader.Priors] = priors.Value;
        var licence = Joined(opened.Select(one => one.Content.Manifest.Licence));
        var origin = Joined(opened.Select(one => $"{one.Member.Name}: {one.Content.Manifest.Origin}"));
        var parts = new PackageParts(EnsembleKind.KindName, licence, origin, fields)
        {
            Members = [.. opened.Select(one => (one.Member.Name, one.Content))],
        };
        var written = await writer.WriteAsync(request.Target, parts, cancellationToken).ConfigureAwait(false);
        return written.IsOk
            ? new MadeEnsemble(
                written.Value.Folder, written.Value.Id, written.Value.Space, written.Value.Bytes, licence, [.. shape.Representations.Select(one => one.Info.Name.Value)])
            : written.Error;
    }

    private static string Joined(IEnumerable<string> texts) => string.Join("; ", texts.Distinct(StringComparer.Ordinal));

    private static Error Wrong(string problem, string remedy) => PackageWriter.Refused(Option, "", problem, remedy);
}
