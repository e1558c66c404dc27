using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Classes;
using Triad.Inference.Embedding;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Classifier;

/// <summary>A classifier gives scores and no vectors: it is of use inside of a package of the kind concept.</summary>
internal sealed class ClassifierEmbedder(
    LoadedPackage package, ClassifierManifest manifest, IReadOnlyList<ClassLabel> labels, string frontEndKey) : IClassifier
{
    private const int UnusedFrameSize = 16;
    private const int UnusedSampleRate = 16_000;

    private readonly ClassRows _rows = new(manifest);

    /// <inheritdoc/>
    public IReadOnlyList<ClassLabel> Labels => labels;

    /// <inheritdoc/>
    public string Input => manifest.Graph.Input;

    /// <inheritdoc/>
    public IReadOnlyList<long> RowShape => manifest.RowShape;

    /// <inheritdoc/>
    public ModelInfo Model { get; } = new(
        package.Manifest.Id,
        package.Space,
        manifest.Classes,
        manifest.Scored,
        CanFuse: false,
        DecodeOf(package, manifest), StoreFull: false, [], frontEndKey)
    {
        MaxTokensPerItem = package.Options.MaxTokensPerItem,
        Representations = [],
    };

    /// <inheritdoc/>
    public Modalities Scored => Model.Modalities;

    /// <inheritdoc/>
    public int QueueDepth => package.Scheduler.QueueDepth;

    /// <inheritdoc/>
    public TextNotice Read(string text) => new(0, [], 0);

    /// <inheritdoc/>
    public Task<Result<EmbedResponse>> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<EmbedResponse>>(Error.Of(
            ErrorReason.FieldInvalid, "model_package", package.Manifest.Id, "is a classifier, which makes no vectors",
            "Make a package of it that does: triad model concept."));

    /// <inheritdoc/>
    public int CountRows(EmbedPart part) => _rows.Count(part);

    /// <inheritdoc/>
    public IReadOnlyList<ClassRow> RowsOf(EmbedPart part) => _rows.Of(part);

    /// <inheritdoc/>
    public async Task<Result<float[]>> ProbabilitiesAsync(
        ClassRow row, double temperature, Admission admission, CancellationToken cancellationToken)
    {
        var lane = package.Lanes[ClassifierGraph.Name];
        var scores = await package.Scheduler.RunAsync(lane, row.Work, admission, cancellationToken).ConfigureAwait(false);
        if (!scores.IsOk)
            return UnitVector.Of(scores.Error, row.Shown);
        return Probabilities.Of(scores.Value, manifest.Activation, temperature) is { } probabilities
            ? probabilities
            : new Error(
                ErrorReason.Internal,
                $"The graph {lane.Stage.Name} gave scores from {scores.Value.Min()} to {scores.Value.Max()} for {row.Shown}, "
                + "which are no probabilities.",
                Remedy: "Make the package with the activation softmax or sigmoid.");
    }

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<LabelScore>>> ScoreAsync(IReadOnlyList<EmbedPart> parts, CancellationToken cancellationToken)
    {
        var rows = await Task.Run(() => parts.SelectMany(RowsOf).ToArray(), cancellationToken).ConfigureAwait(false);
        if (rows.Length == 0)
            return Error.Missing(
                "parts", $"Give {(manifest.Pictures is null ? "sound" : "a picture")}: {package.Manifest.Id} looks at nothing else.");
        var admitted = package.Scheduler.Admit(EmbedPriority.Ingest, rows.Length);
        if (!admitted.IsOk)
            return admitted.Error;
        using var admission = admitted.Value;
        var found = await Task.WhenAll(rows.Select(row => ProbabilitiesAsync(row, 1, admission, cancellationToken))).ConfigureAwait(false);
        if (found.FirstOrDefault(row => !row.IsOk).Error is { } failed)
            return failed;
        var mean = new float[labels.Count];
        foreach (var (row, probabilities) in rows.Zip(found))
            TensorPrimitives.MultiplyAdd(probabilities.Value, row.Times, mean, mean);
        TensorPrimitives.Divide(mean, rows.Sum(row => row.Times), mean);
        return labels.Select((label, i) => new LabelScore(label.Name, mean[i])).OrderByDescending(score => score.Score).ToArray();
    }

    private static DecodeSettings DecodeOf(LoadedPackage package, ClassifierManifest manifest)
    {
        var (segment, longest) = (TimeSpan.FromSeconds(manifest.SegmentSeconds), package.Options.LongestMedia);
        return manifest.Pictures is { } pictures
            ? new DecodeSettings(
                pictures.FrameRate, pictures.LongestSide, pictures.LongestSide, UnusedSampleRate, segment, longest) { KeepsShape = true }
            : new DecodeSettings(1, UnusedFrameSize, UnusedFrameSize, manifest.Sound!.SampleRate, segment, longest);
    }
}
