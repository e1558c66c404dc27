using System.Diagnostics;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Telemetry;
using Triad.Inference.Embedding;
using Triad.Inference.Scheduling;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>Embeds with one fusion package. What a row gives does not depend on the rows that share its batch (within 1e-5).</summary>
internal sealed class FusionEmbedder : IEmbedder, IPreparation
{
    private static readonly ActivitySource Source = new(TelemetryNames.InferenceSource);

    private readonly FusionPackage _package;
    private readonly EmbeddingScheduler _scheduler;
    private readonly EmbedRequestValidator _validator;

    public FusionEmbedder(FusionPackage package)
    {
        (_package, _scheduler) = (package, package.Scheduler);
        _validator = new EmbedRequestValidator(package.Info, package.Manifest.TokenSize, package.MediaTokens, FusionMasks.Of);
    }

    /// <inheritdoc/>
    public ModelInfo Model => _package.Info;

    /// <inheritdoc/>
    public int QueueDepth => _scheduler.QueueDepth;

    /// <inheritdoc/>
    public TextNotice Read(string text)
    {
        if (_package.Tokenizer?.Tokenize(text) is not { } read)
            return new TextNotice(0, [], 0);
        return new TextNotice(read.KnownWords, read.UnknownWords, read.CutWords);
    }

    /// <inheritdoc/>
    public PreparedItem Prepare(EmbedItem item)
    {
        var sizes = new Dictionary<string, IReadOnlyList<int>>();
        var text = item.Parts.Select(part => part.Text).OfType<string>().FirstOrDefault();
        if (text is null || _package.Tokenizer?.Tokenize(text) is not { Length: > 0 } read)
            return new PreparedItem([], sizes);
        sizes["ids"] = [read.Length, read.Ids.Length / read.Length];
        return new PreparedItem(read.Ids, sizes);
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
        if (_validator.Validate(request) is { IsOk: false } refused)
            return refused.Error;
        var texts = new IReadOnlyList<TokenizedText?>[request.Items.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            var read = Tokenize(request.Items[i], $"items[{i}]");
            if (!read.IsOk)
                return read.Error;
            texts[i] = read.Value;
        }

        var admitted = _scheduler.Admit(request.Priority, request.Items.Sum(ItemRun.RowsOf), request.Share);
        if (!admitted.IsOk)
            return admitted.Error;
        using var admission = admitted.Value;
        var items = await Task.WhenAll(request.Items.Select((item, i) =>
            new ItemRun(_package, admission, cancellationToken).EmbedAsync(item, texts[i]))).ConfigureAwait(false);
        if (items.FirstOrDefault(item => !item.IsOk).Error is { } failed)
            return failed;
        return new EmbedResponse([.. items.Select(item => item.Value)], admission.Compute);
    }

    private Result<IReadOnlyList<TokenizedText?>> Tokenize(EmbedItem item, string path)
    {
        var texts = new TokenizedText?[item.Parts.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            if (item.Parts[i].Text is not { } text)
                continue;
            texts[i] = _package.Tokenizer!.Tokenize(text);
            if (texts[i]!.Length == 0)
                return Error.Invalid(
                    $"{path}.parts[{i}].text", text, "has no letter or digit", "Give at least one word, or leave the text out.");
        }

        return texts;
    }
}
