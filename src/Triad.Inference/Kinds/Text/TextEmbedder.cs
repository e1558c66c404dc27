using System.Diagnostics;
using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Core.Telemetry;
using Triad.Inference.Embedding;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Text;

/// <summary>
/// Embeds texts with one package. The texts of an item become a vector each, e = norm(sum w_i f_i); pictures and sound are left out.
/// </summary>
internal sealed class TextEmbedder : IEmbedder, IPreparation
{
    // What decoders must be told for a package that looks at no picture and hears no sound.
    private const int UnusedFrameSize = 16;
    private const int UnusedSampleRate = 16_000;

    private static readonly ActivitySource Source = new(TelemetryNames.InferenceSource);

    private readonly TextManifest _manifest;
    private readonly ITokenizer _tokenizer;
    private readonly EmbeddingScheduler _scheduler;
    private readonly GraphLane _lane;
    private readonly EmbedRequestValidator _validator;

    public TextEmbedder(LoadedPackage opened, TextManifest manifest, ITokenizer tokenizer, string frontEndKey)
    {
        (_manifest, _tokenizer, _scheduler, _lane) = (manifest, tokenizer, opened.Scheduler, opened.Lanes[TextGraph.Name]);
        Model = Describe(opened, manifest, frontEndKey);
        _validator = new EmbedRequestValidator(Model, manifest.EmbeddingSize, _ => 0, MasksOf);
    }

    /// <inheritdoc/>
    public ModelInfo Model { get; }

    /// <inheritdoc/>
    public int QueueDepth => _scheduler.QueueDepth;

    /// <inheritdoc/>
    public TextNotice Read(string text)
    {
        var read = _tokenizer.Tokenize(text);
        return new TextNotice(read.KnownWords, read.UnknownWords, read.CutWords);
    }

    /// <inheritdoc/>
    public PreparedItem Prepare(EmbedItem item)
    {
        var text = item.Parts.Select(part => part.Text).OfType<string>().FirstOrDefault() ?? "";
        var ids = _tokenizer.Tokenize(PromptOf(item.Role) + text).Ids;
        return new PreparedItem(ids,
            TextGraph.InputsOf(_manifest.TokenTypes).ToDictionary(name => name, _ => (IReadOnlyList<int>)[ids.Length]));
    }

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
        if (CheckTokens(request) is { } wrong)
            return wrong;
        if (_validator.Validate(request) is { IsOk: false } refused)
            return refused.Error;
        var items = new List<IReadOnlyList<TextPart>>();
        for (var i = 0; i < request.Items.Count; i++)
        {
            var read = Tokenize(request.Items[i], $"items[{i}]");
            if (!read.IsOk)
                return read.Error;
            items.Add(read.Value);
        }

        var admitted = _scheduler.Admit(request.Priority, items.Sum(parts => parts.Count), request.Share);
        if (!admitted.IsOk)
            return admitted.Error;
        using var admission = admitted.Value;
        var vectors = await Task.WhenAll(items.Select(parts => EmbedAsync(parts, admission, cancellationToken))).ConfigureAwait(false);
        if (vectors.FirstOrDefault(vector => !vector.IsOk).Error is { } failed)
            return failed;
        return new EmbedResponse([.. request.Items.Zip(vectors, (item, vector) => Of(item, vector.Value))], admission.Compute);
    }

    private static ItemEmbedding Of(EmbedItem item, EmbeddingVector vector) =>
        new(item.Representations.Distinct().ToDictionary(name => name, _ => vector), null);

    private async Task<Result<EmbeddingVector>> EmbedAsync(IReadOnlyList<TextPart> parts, Admission admission,
        CancellationToken cancellationToken)
    {
        var pooled = await Task.WhenAll(parts.Select(part => PoolAsync(part, admission, cancellationToken))).ConfigureAwait(false);
        if (pooled.FirstOrDefault(vector => !vector.IsOk).Error is { } failed)
            return failed;
        var sum = new float[_manifest.EmbeddingSize];
        for (var i = 0; i < parts.Count; i++)
            TensorPrimitives.MultiplyAdd(pooled[i].Value, parts[i].Weight, sum, sum);
        return UnitVector.TryScale(sum)
            ? new EmbeddingVector(sum, new Dictionary<Modalities, ReadOnlyMemory<float>> { [Modalities.Text] = sum })
            : new Error(ErrorReason.QueryContradictory, "The texts of an item cancel each other out.", Remedy: "Leave one of them out.");
    }

    // Copies of one package, in several members of another, have one space: what it says is computed once for a query of all of them.
    private Task<Result<float[]>> PoolAsync(TextPart part, Admission admission, CancellationToken cancellationToken) =>
        admission.Priority == EmbedPriority.Query
            ? _scheduler.Asked.RunAsync(
                $"{Model.Space}:{string.Join(',', part.Ids)}", () => PoolNowAsync(part, admission, cancellationToken), cancellationToken)
            : PoolNowAsync(part, admission, cancellationToken);

    private async Task<Result<float[]>> PoolNowAsync(TextPart part, Admission admission, CancellationToken cancellationToken)
    {
        var work = new TextWork(part.Ids, _manifest);
        var tokens = await _scheduler.RunAsync(_lane, work, admission, cancellationToken).ConfigureAwait(false);
        if (!tokens.IsOk)
            return UnitVector.Of(tokens.Error, part.Text);
        var vector = new float[_manifest.EmbeddingSize];
        for (var at = 0; at < tokens.Value.Length; at += vector.Length)
            TensorPrimitives.Add(vector, tokens.Value.AsSpan(at, vector.Length), vector);
        TensorPrimitives.Divide(vector, tokens.Value.Length / vector.Length, vector);
        return UnitVector.TryScale(vector) ? vector : UnitVector.Fault(_lane.Stage.Name, part.Text);
    }

    private Result<IReadOnlyList<TextPart>> Tokenize(EmbedItem item, string path)
    {
        var parts = new List<TextPart>();
        for (var i = 0; i < item.Parts.Count; i++)
        {
            if (item.Parts[i] is not { Text: { } text } part)
                continue;
            var prompt = PromptOf(item.Role);
            var alone = _tokenizer.Tokenize(text);
            if (alone.Length == 0)
                return Error.Invalid($"{path}.parts[{i}].text", text, "has nothing to embed",
                    "Give at least one word, or leave the text out.");
            parts.Add(new TextPart(text, part.Weight, prompt.Length == 0 ? alone.Ids : _tokenizer.Tokenize(prompt + text).Ids));
        }

        return parts;
    }

    private string PromptOf(EmbedRole role) => role switch
    {
        EmbedRole.Query => _manifest.QueryPrompt,
        EmbedRole.Media => _manifest.DocumentPrompt,
        _ => "",
    };

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

    private static IReadOnlyList<Modalities> MasksOf(EmbedItem item) =>
        [.. item.Representations.Select(name => name == RepresentationName.Full || name.Mask == Modalities.Text ? Modalities.Text
            : Modalities.None)];

    private static ModelInfo Describe(LoadedPackage opened, TextManifest manifest, string frontEndKey) => new(
        opened.Manifest.Id,
        opened.Space,
        manifest.EmbeddingSize,
        Modalities.Text,
        CanFuse: false,
        new DecodeSettings(
            1, UnusedFrameSize, UnusedFrameSize, UnusedSampleRate, TimeSpan.FromSeconds(manifest.SegmentSeconds),
                opened.Options.LongestMedia),
        StoreFull: true,
        [Modalities.Text],
        frontEndKey)
    {
        MaxTokensPerItem = opened.Options.MaxTokensPerItem,
    };

    private sealed record TextPart(string Text, float Weight, long[] Ids);
}
