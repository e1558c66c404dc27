using System.Diagnostics;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Core.Telemetry;
using Triad.Inference.Embedding;
using Triad.Inference.Frames;
using Triad.Inference.Packages;
using Triad.Inference.Pictures;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Staged;

/// <summary>
/// Embeds with one package of stages. Texts of stored segments are left out: what is stored is sound, picture and both, and a text asks them.
/// </summary>
internal sealed class StagedEmbedder : IEmbedder, IPreparation, IFrameCounter
{
    private const Modalities All = Modalities.Text | Modalities.Video | Modalities.Audio;

    // Some ten minutes of frames at the usual rate; a few megabytes.
    private const int FramesKept = 2048;

    private static readonly ActivitySource Source = new(TelemetryNames.InferenceSource);

    private readonly StagedManifest _manifest;
    private readonly ITokenizer _tokenizer;
    private readonly PictureProcessor _pictures;
    private readonly LoadedPackage _package;
    private readonly FrameCache _frames = new(FramesKept);
    private readonly StagedPreparation _preparation;
    private readonly StagedRules _rules;

    public StagedEmbedder(LoadedPackage opened, StagedManifest manifest, ITokenizer tokenizer, string frontEndKey)
    {
        (_package, _manifest, _tokenizer, _pictures) = (opened, manifest, tokenizer, new PictureProcessor(manifest.Pictures!));
        Model = Describe(opened, manifest, frontEndKey);
        _preparation = new StagedPreparation(manifest, Model, tokenizer, _pictures);
        _rules = new StagedRules(manifest, Model);
    }

    /// <inheritdoc/>
    public ModelInfo Model { get; }

    /// <inheritdoc/>
    public int QueueDepth => _package.Scheduler.QueueDepth;

    /// <inheritdoc/>
    public FrameCounts Counts => _frames.Counts;

    /// <inheritdoc/>
    public TextNotice Read(string text)
    {
        var read = _tokenizer.Tokenize(text);
        return new TextNotice(read.KnownWords, read.UnknownWords, read.CutWords);
    }

    /// <inheritdoc/>
    public PreparedItem Prepare(EmbedItem item)
    {
        var sizes = new Dictionary<string, IReadOnlyList<int>>();
        long[] ids = item.Parts.Select(part => part.Text).OfType<string>().FirstOrDefault() is { } text ? _tokenizer.Tokenize(text).Ids : [];
        if (ids.Length > 0)
            sizes["input_ids"] = [ids.Length];
        if (item.Parts.Select(part => part.Frames).OfType<FrameClip>().FirstOrDefault() is { } clip)
            sizes["pixel_values"] = [FrameChoice.Of(clip.Count, _manifest.FramesTaken).Length, 3, _pictures.Settings.Height, _pictures.Settings.Width];
        if (item.Parts.Select(part => part.Audio).OfType<AudioClip>().FirstOrDefault() is { } sound)
            sizes["input_values"] = [1, SoundWork.TicksOf(sound.Samples.Length, _manifest.SamplesPerTick) * _manifest.SamplesPerTick];
        return new PreparedItem(ids, sizes);
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
        if (_rules.Check(request) is { } wrong)
            return wrong;
        var items = new List<StagedItem>();
        for (var i = 0; i < request.Items.Count; i++)
        {
            var item = await _preparation.PrepareAsync(request.Items[i], $"items[{i}]", cancellationToken).ConfigureAwait(false);
            if (!item.IsOk)
                return item.Error;
            items.Add(item.Value);
        }

        var admitted = _package.Scheduler.Admit(request.Priority, items.Sum(item => item.Rows), request.Share);
        if (!admitted.IsOk)
            return admitted.Error;
        using var admission = admitted.Value;
        var encoder = new StagedEncoder(_package, _manifest, _pictures, _frames, admission, cancellationToken);
        var run = new StagedRun(encoder, _manifest, Model.Package);
        var embedded = await Task.WhenAll(items.Select(run.EmbedAsync)).ConfigureAwait(false);
        return embedded.FirstOrDefault(item => !item.IsOk).Error is { } failed
            ? failed
            : new EmbedResponse([.. embedded.Select(item => item.Value)], admission.Compute);
    }

    private static ModelInfo Describe(LoadedPackage opened, StagedManifest manifest, string frontEndKey)
    {
        var (id, pictures) = (opened.Manifest.Id, manifest.Pictures!);
        var decode = new DecodeSettings(
            pictures.FrameRate,
            pictures.LongestSide,
            pictures.LongestSide,
            manifest.SampleRate,
            TimeSpan.FromSeconds(manifest.SegmentSeconds),
            opened.Options.LongestMedia)
        {
            KeepsShape = true,
        };
        return new ModelInfo(id, opened.Space, manifest.EmbeddingSize, All, CanFuse: true, decode, StoreFull: false,
            [.. manifest.Stored.Select(stored => stored.Mask)], frontEndKey)
        {
            MaxTokensPerItem = opened.Options.MaxTokensPerItem,

            // A segment without sound, or without pictures, is found by what it has; cosines of different heads alone could not be ranked together.
            SumsScores = true,
            Representations = [.. manifest.Stored.Select(stored => StagedSpaces.Describe(stored, id, manifest.EmbeddingSize))],
        };
    }
}
