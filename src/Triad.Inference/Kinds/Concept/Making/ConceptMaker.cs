using System.Text;
using System.Text.Json.Nodes;
using Triad.Core.Errors;
using Triad.Core.Modality;
using Triad.Inference.Classes;
using Triad.Inference.Hub;
using Triad.Inference.Packages;

namespace Triad.Inference.Kinds.Concept.Making;

/// <summary>Makes packages of the kind concept. One is there only once every graph of it has run.</summary>
internal sealed class ConceptMaker(PackageReader reader, PackageLoader loader, PackageWriter writer) : IConceptMaker
{
    private const string VectorFile = "concepts.bin";
    private const double FlatTemperature = 2;

    /// <inheritdoc/>
    public async Task<Result<MadeConcept>> MakeAsync(ConceptRequest request, CancellationToken cancellationToken)
    {
        var scratch = Directory.CreateTempSubdirectory("triad-concept-");
        try
        {
            PackageWriter.IdOf(request.Target);
            if (Path.Exists(request.Target))
                throw new HubFormatException(request.Target, "", "is there already", "Remove it, or give another --out.");
            var labels = request.Labels is { } file ? LabelFile.Read(file) : null;
            var text = Read(request.Text, ConceptPlan.TextKind, cancellationToken);
            var folder = request.Classifier;
            if (!Directory.Exists(folder))
            {
                var parts = GraphClassifier.Read(request, labels ?? throw new HubFormatException(
                    "--labels", "", "is missing", "Name the classes of the graph, in the order of its scores."));
                folder = Path.Combine(scratch.FullName, ConceptPlan.ClassifierMember);
                var written = await writer.WriteAsync(folder, parts, cancellationToken).ConfigureAwait(false);
                if (!written.IsOk)
                    return written.Error;
            }

            var classifier = Read(folder, IClassifier.Kind, cancellationToken);
            return await WriteAsync(request, classifier, labels, text, cancellationToken).ConfigureAwait(false);
        }
        catch (HubFormatException exception)
        {
            return PackageWriter.Refused(exception.File, exception.Field, exception.Problem, exception.Remedy);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return PackageWriter.Refused(
                "--out", "", $"'{request.Target}' cannot be written: {exception.Message.TrimEnd('.')}",
                "Give a folder that this user may write to.");
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private async Task<Result<MadeConcept>> WriteAsync(
        ConceptRequest request, PackageContent classifier, IReadOnlyList<ClassLabel>? given, PackageContent text,
        CancellationToken cancellationToken)
    {
        var plan = (IClassifierPlan)classifier.Plan;
        var labels = given ?? plan.Labels;
        if (labels.Count != plan.Labels.Count)
            throw new HubFormatException(
                Path.GetFileName(request.Labels)!, "",
                $"has {labels.Count} labels, and {classifier.Manifest.Id} gives {plan.Labels.Count} scores",
                "Give the labels of this classifier, one a score, in the order of the scores.");
        var vectors = await EmbedAsync(request, text, labels, cancellationToken).ConfigureAwait(false);
        if (!vectors.IsOk)
            return vectors.Error;
        var licence = classifier.Manifest.Licence == text.Manifest.Licence
            ? text.Manifest.Licence
            : $"classifier: {classifier.Manifest.Licence}; text: {text.Manifest.Licence}";
        var fields = new JsonObject
        {
            ["concepts"] = new JsonObject
            {
                ["file"] = VectorFile,
                ["labels"] = ClassLabels.FileName,
                ["top"] = request.Top,
                ["temperature"] = request.Temperature ?? (plan.Activation == Activation.Softmax ? FlatTemperature : 1),
                ["pool"] = plan.Scored == Modalities.Audio ? "scores" : "vectors",
            },
        };
        var origin = $"Classes of {classifier.Manifest.Id} ({classifier.Manifest.Origin}) by the words of {text.Manifest.Id}";
        var written = await writer.WriteAsync(
            request.Target,
            new PackageParts(ConceptKind.KindName, licence, origin, fields)
            {
                Contents = [(VectorFile, vectors.Value.Write()), (ClassLabels.FileName, Encoding.UTF8.GetBytes(ClassLabels.Write(labels)))],
                Members = [(ConceptPlan.ClassifierMember, classifier), (ConceptPlan.TextMember, text)],
            },
            cancellationToken).ConfigureAwait(false);
        return written.IsOk
            ? new MadeConcept(
                written.Value.Folder, written.Value.Id, written.Value.Space, labels.Count, vectors.Value.Size, written.Value.Bytes, licence)
            : written.Error;
    }

    private async Task<Result<ConceptVectors>> EmbedAsync(
        ConceptRequest request, PackageContent text, IReadOnlyList<ClassLabel> labels, CancellationToken cancellationToken)
    {
        var problems = new List<PackageProblem>();
        using var loaded = await loader.LoadAsync(text.Folder, null, problems, cancellationToken).ConfigureAwait(false);
        if (loaded?.Embedder is not { } embedder)
            throw Refused(text.Folder, problems[0]);
        var other = OtherOf(request, text, cancellationToken);
        var texts = request.BackgroundTexts is { } file ? Lines(file) : null;
        var own = await LabelEmbedding.EmbedAsync(embedder, labels, request.Background, texts, cancellationToken).ConfigureAwait(false);
        return own.IsOk && other is not null ? own.Value.WithBackgroundsOf(other) : own;
    }

    // Texts of two encoders have nothing in common, and so no background.
    private ConceptVectors? OtherOf(ConceptRequest request, PackageContent text, CancellationToken cancellationToken)
    {
        if (request.BackgroundOf is not { } folder)
            return null;
        if (request.BackgroundTexts is not null)
            throw new HubFormatException(
                "--background-texts", "", "is given beside --background-of", "Give one of them: the other package has its own background.");
        var other = Read(folder, ConceptKind.KindName, cancellationToken);
        return other.Members[ConceptPlan.TextMember].Space == text.Space
            ? ((ConceptPlan)other.Plan).Vectors
            : throw new HubFormatException(
                "--background-of", "", $"names {other.Manifest.Id}, whose texts are embedded by another package than {text.Manifest.Id}",
                "Name a concept package made with the same --text.");
    }

    private static string[] Lines(string file)
    {
        if (!File.Exists(file))
            throw new HubFormatException(file, "", "is missing", "Name a file of texts, one a line.");
        string[] lines = [.. File.ReadLines(file).Where(line => !string.IsNullOrWhiteSpace(line))];
        return lines.Length > 0 ? lines : throw new HubFormatException(file, "", "has no text", "Give texts, one a line.");
    }

    private PackageContent Read(string folder, string kind, CancellationToken cancellationToken)
    {
        var problems = new List<PackageProblem>();
        var content = reader.Read(folder, problems, cancellationToken) ?? throw Refused(folder, problems[0]);
        return content.Manifest.Kind == kind
            ? content
            : throw new HubFormatException(
                Path.Combine(folder, ModelManifest.FileName), "kind", $"is '{content.Manifest.Kind}', expected {kind}",
                $"Give a package of the kind {kind}.");
    }

    private static HubFormatException Refused(string folder, PackageProblem problem) =>
        new(Path.Combine(folder, problem.File), problem.Field, problem.Message, problem.Remedy);
}
