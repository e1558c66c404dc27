using System.Diagnostics;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Core.Telemetry;
using Triad.Inference.Classes;
using Triad.Inference.Embedding;
using Triad.Inference.Packages;

namespace Triad.Inference.Kinds.Concept;

/// <summary>
/// Embeds with one concept package. What the classifier looks at, and texts that ask, have vectors in one space. Texts of stored segments
/// are left out: two texts lie closer to each other than a text to what a classifier makes of a picture.
/// </summary>
internal sealed class ConceptEmbedder : IEmbedder, IPreparation, IScorer
{
    private static readonly ActivitySource Source = new(TelemetryNames.InferenceSource);

    private readonly LoadedPackage _package;
    private readonly ConceptManifest _manifest;
    private readonly ConceptVectors _vectors;
    private readonly IClassifier _classifier;
    private readonly IEmbedder _text;
    private readonly EmbedRequestValidator _validator;

    public ConceptEmbedder(LoadedPackage package, ConceptManifest manifest, ConceptVectors vectors)
    {
        (_package, _manifest, _vectors) = (package, manifest, vectors);
        _classifier = (IClassifier)package.Members[ConceptPlan.ClassifierMember].Embedder!;
        _text = package.Members[ConceptPlan.TextMember].Embedder!;
        Model = Describe();
        _validator = new EmbedRequestValidator(Model, vectors.Size, part => _classifier.CountRows(part), MasksOf);
    }

    /// <inheritdoc/>
    public ModelInfo Model { get; }

    /// <inheritdoc/>
    public Modalities Scored => _classifier.Scored;

    /// <inheritdoc/>
    public int QueueDepth => _package.Scheduler.QueueDepth;

    /// <inheritdoc/>
    public TextNotice Read(string text) => _text.Read(text);

    /// <inheritdoc/>
    public PreparedItem Prepare(EmbedItem item)
    {
        var sizes = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);
        if (item.Parts.Any(part => (part.Mask & Scored) != Modalities.None))
            sizes[_classifier.Input] = [.. _classifier.RowShape.Select(size => (int)size)];
        if (item.Role == EmbedRole.Media || item.Parts.All(part => part.Text is null))
            return new PreparedItem([], sizes);
        var text = ((IPreparation)_text).Prepare(item);
        foreach (var (name, size) in text.Sizes)
            sizes[name] = size;
        return text with { Sizes = sizes };
    }

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<LabelScore>>> ScoreAsync(IReadOnlyList<EmbedPart> parts, CancellationToken cancellationToken) =>
        _classifier.ScoreAsync(parts, cancellationToken);

    /// <inheritdoc/>
    public async Task<Result<EmbedResponse>> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken)
    {
        using var span = Source.StartActivity("embed");
        span?.SetTag("triad.model", Model.Package).SetTag("triad.items", request.Items.Count);
        var response = await EmbedNowAsync(request, cancellationToken).ConfigureAwait(false);
        if (!response.IsOk)
            span.SetError(response.Error);
        return response;
    }

    private async Task<Result<EmbedResponse>> EmbedNowAsync(EmbedRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (NoTokens.Check(request, Model.Package) is { } wrong)
            return wrong;
        if (_validator.Validate(request) is { IsOk: false } refused)
            return refused.Error;

        // Resizing would hold up the caller, which may be a grain or a connection.
        var items = await Task.Run(() => request.Items.Select(PartsOf).ToArray(), cancellationToken).ConfigureAwait(false);
        var texts = await TextsAsync(request, items, cancellationToken).ConfigureAwait(false);
        if (!texts.IsOk)
            return texts.Error;
        var admitted = _package.Scheduler.Admit(request.Priority, items.Sum(parts => parts.Sum(part => part.Rows.Count)), request.Share);
        if (!admitted.IsOk)
            return admitted.Error;
        using var admission = admitted.Value;
        var run = new ConceptRun(
            Model.Package, _manifest, _vectors, Scored,
            row => _classifier.ProbabilitiesAsync(row, _manifest.Temperature, admission, cancellationToken));
        var vectors = await Task.WhenAll(items.Select((parts, i) => run.EmbedAsync(parts, texts.Value.ByItem[i]))).ConfigureAwait(false);
        return vectors.FirstOrDefault(vector => !vector.IsOk).Error is { } failed
            ? failed
            : new EmbedResponse(
                [.. request.Items.Zip(vectors, (item, vector) => Of(item, vector.Value))], admission.Compute + texts.Value.Compute);
    }

    private static ItemEmbedding Of(EmbedItem item, EmbeddingVector vector) =>
        new(item.Representations.Distinct().ToDictionary(name => name, _ => vector), null);

    private ConceptPart[] PartsOf(EmbedItem item)
    {
        var parts = new List<ConceptPart>();
        foreach (var part in item.Parts)
        {
            if (part.Text is { } text && item.Role != EmbedRole.Media)
                parts.Add(new ConceptPart(part.Weight, text, []));
            if ((part.Mask & Scored) != Modalities.None)
                parts.Add(new ConceptPart(part.Weight, null, _classifier.RowsOf(part)));
        }

        return [.. parts];
    }

    // All texts of a request share batches of the text encoder.
    private async Task<Result<(Queue<EmbeddingVector>[] ByItem, TimeSpan Compute)>> TextsAsync(
        EmbedRequest request, ConceptPart[][] items, CancellationToken cancellationToken)
    {
        var byItem = items.Select(_ => new Queue<EmbeddingVector>()).ToArray();
        var texts = items.SelectMany((parts, i) => parts.Where(part => part.Text is not null).Select(part => (Item: i, part.Text)))
            .ToArray();
        if (texts.Length == 0)
            return (byItem, TimeSpan.Zero);
        var name = RepresentationName.Of(Modalities.Text);
        var asked = texts.Select(text =>
            new EmbedItem([new EmbedPart(1, text.Text, null, null)], [name]) { Role = request.Items[text.Item].Role });
        var embedded = await _text.EmbedAsync(request with { Items = [.. asked] }, cancellationToken).ConfigureAwait(false);
        if (!embedded.IsOk)
            return embedded.Error;
        foreach (var (text, item) in texts.Zip(embedded.Value.Items))
            byItem[text.Item].Enqueue(item.Vectors[name]);
        return (byItem, embedded.Value.Compute);
    }

    private IReadOnlyList<Modalities> MasksOf(EmbedItem item)
    {
        var all = item.Role == EmbedRole.Media ? Scored : item.Mask & (Scored | Modalities.Text);
        return [.. item.Representations.Select(name => name.Mask == Scored ? all : Modalities.None)];
    }

    private ModelInfo Describe()
    {
        var (id, asking) = (_package.Manifest.Id, Scored | Modalities.Text);
        return new ModelInfo(
            id, _package.Space, _vectors.Size, asking, CanFuse: false, _classifier.Model.Decode, StoreFull: false, [Scored],
            _classifier.Model.FrontEndKey)
        {
            MaxTokensPerItem = _package.Options.MaxTokensPerItem,

            // Named by the text encoder: concepts over one encoder, of pictures and of sounds, mean the same by their vectors.
            Representations = [new RepresentationInfo(RepresentationName.Of(Scored), _vectors.Size, Scored, asking, _text.Model.Space.Value)],
        };
    }
}
