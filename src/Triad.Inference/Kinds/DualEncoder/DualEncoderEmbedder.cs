using System.Diagnostics;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Core.Telemetry;
using Triad.Inference.Embedding;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>
/// Embeds with one package of towers. Frames, sound and texts have vectors in one space; a part's is the mean of its frames', or of its
/// windows of sound; an item's is norm(sum w_i f_i). Texts of stored segments are left out: two texts lie closer to each other than any
/// text to a picture or a sound, so that their scores cannot be ranked together. For the same reason pictures and sound have
/// representations of their own.
/// </summary>
internal sealed class DualEncoderEmbedder : IEmbedder, IPreparation
{
    private static readonly ActivitySource Source = new(TelemetryNames.InferenceSource);

    private readonly DualEncoderManifest _manifest;
    private readonly ITokenizer _tokenizer;
    private readonly TowerParts _parts;
    private readonly LoadedPackage _package;
    private readonly EmbedRequestValidator _validator;

    public DualEncoderEmbedder(LoadedPackage opened, DualEncoderManifest manifest, ITokenizer tokenizer, string frontEndKey)
    {
        (_package, _manifest, _tokenizer, _parts) = (opened, manifest, tokenizer, new TowerParts(manifest, tokenizer));
        Model = DualEncoderModel.Describe(opened, manifest, frontEndKey);
        _validator = new EmbedRequestValidator(Model, manifest.EmbeddingSize, _parts.RowsOf, item => [.. MasksOf(item)]);
    }

    /// <inheritdoc/>
    public ModelInfo Model { get; }

    /// <inheritdoc/>
    public int QueueDepth => _package.Scheduler.QueueDepth;

    /// <inheritdoc/>
    public TextNotice Read(string text)
    {
        var read = _tokenizer.Tokenize(text);
        return new TextNotice(read.KnownWords, read.UnknownWords, read.CutWords);
    }

    /// <inheritdoc/>
    public PreparedItem Prepare(EmbedItem item) => _parts.Describe(item);

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

    /// <inheritdoc/>
    public async Task<Result<RerankResponse>> RerankAsync(RerankRequest request, CancellationToken cancellationToken)
    {
        if (_manifest.Rerank is not { } head)
            return Error.Invalid("rerank", Model.Package, "has no head that compares a text with frames", "Leave out what is not found by its vectors.");
        var clips = new List<float[]>();
        for (var i = 0; i < request.Kept.Count; i++)
            if (KeptFrames.Unpack(request.Kept[i].Span, head, _manifest.EmbeddingSize) is { } frames)
                clips.Add(frames);
            else
                return Error.Invalid($"kept[{i}]", request.Kept[i].Length, "numbers are no frames of this package", "Give what it made of a segment.");
        var item = new EmbedItem([new EmbedPart(1, request.Text, null, null)], []) { Role = EmbedRole.Query };
        var rows = await _parts.PrepareAsync(item, "rerank", cancellationToken).ConfigureAwait(false);
        if (!rows.IsOk)
            return rows.Error;
        var admitted = _package.Scheduler.Admit(EmbedPriority.Query, clips.Count + 1, request.Share);
        if (!admitted.IsOk)
            return admitted.Error;
        using var admission = admitted.Value;
        var run = new DualEncoderRun(_package, _manifest.EmbeddingSize, admission, cancellationToken);
        var scores = await run.RerankAsync(rows.Value[0], clips).ConfigureAwait(false);
        return scores.IsOk ? new RerankResponse(scores.Value, admission.Compute) : scores.Error;
    }

    private async Task<Result<EmbedResponse>> EmbedNowAsync(EmbedRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (CheckTokens(request) is { } wrong)
            return wrong;
        if (_validator.Validate(request) is { IsOk: false } refused)
            return refused.Error;
        var items = new List<IReadOnlyList<TowerRow>>();
        for (var i = 0; i < request.Items.Count; i++)
        {
            var rows = await _parts.PrepareAsync(request.Items[i], $"items[{i}]", cancellationToken).ConfigureAwait(false);
            if (!rows.IsOk)
                return rows.Error;
            items.Add(rows.Value);
        }

        var admitted = _package.Scheduler.Admit(request.Priority, items.Sum(rows => rows.Count + Clips(rows)), request.Share);
        if (!admitted.IsOk)
            return admitted.Error;
        using var admission = admitted.Value;
        var run = new DualEncoderRun(_package, _manifest.EmbeddingSize, admission, cancellationToken);
        var vectors = await Task.WhenAll(items.Zip(request.Items, (rows, item) => run.EmbedAsync(rows, MasksOf(item))))
            .ConfigureAwait(false);
        if (vectors.FirstOrDefault(vector => !vector.IsOk).Error is { } failed)
            return failed;
        return new EmbedResponse([.. request.Items.Zip(vectors, (item, vector) => Of(item, vector.Value))], admission.Compute);
    }

    // Each clip is a row more where a head makes its vector.
    private int Clips(IReadOnlyList<TowerRow> rows) =>
        _manifest.Temporal is null ? 0 : rows.Where(row => row.Modality == Modalities.Video).Select(row => row.Part).Distinct().Count();

    private ItemEmbedding Of(EmbedItem item, TowerVectors vectors) => new(
        item.Representations.Zip(MasksOf(item)).DistinctBy(pair => pair.First).ToDictionary(
            pair => pair.First, pair => IsKept(pair.First) ? Kept(vectors.Frames) : vectors.ByMask[pair.Second]),
        null);

    private EmbeddingVector Kept(IReadOnlyList<float[]> frames)
    {
        var packed = KeptFrames.Pack(frames, _manifest.Rerank!, _manifest.EmbeddingSize);
        return new EmbeddingVector(packed, new Dictionary<Modalities, ReadOnlyMemory<float>> { [Modalities.Video] = packed });
    }

    private bool IsKept(RepresentationName name) => _manifest.Rerank is not null && name == KeptFrames.Name;

    // Long inputs other than the average are made of tokens that go through a fusion transformer: here there is none.
    private Error? CheckTokens(EmbedRequest request)
    {
        for (var i = 0; i < request.Items.Count; i++)
        {
            var item = request.Items[i];
            if (item.KeepTokens != Modalities.None || item.Parts.Any(part => part.Tokens.Count > 0))
                return Error.Invalid(
                    $"items[{i}].keep_tokens", item.KeepTokens.ToName(), $"asks for tokens, and {Model.Package} has none",
                        "Use the strategy average for whole videos.");
        }

        return null;
    }

    private IEnumerable<Modalities> MasksOf(EmbedItem item) => item.Representations.Select(name => (_manifest.Media & name.Mask) switch
    {
        _ when IsKept(name) => item.Role == EmbedRole.Query ? Modalities.None : Modalities.Video,
        Modalities.None => Modalities.None,
        var own when own != name.Mask || own.Count() != 1 => Modalities.None,
        var own when item.Role == EmbedRole.Media => own,
        _ => item.Mask & Model.Modalities,
    });
}
