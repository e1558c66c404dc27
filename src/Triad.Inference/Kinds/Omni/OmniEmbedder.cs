using System.Diagnostics;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Core.Telemetry;
using Triad.Inference.Embedding;
using Triad.Inference.Packages;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Omni;

/// <summary>Embeds with one omni package: whatever an item has goes through the text graph in one pass.</summary>
internal sealed class OmniEmbedder : IEmbedder, IPreparation, IFrameCounter
{
    // What decoders must be told for a package that looks at no picture or hears no sound.
    private const int UnusedFrameSize = 16;
    private const int UnusedSampleRate = 16_000;

    private static readonly ActivitySource Source = new(TelemetryNames.InferenceSource);

    private readonly ITokenizer _tokenizer;
    private readonly OmniPackage _package;
    private readonly OmniItemReader _reader;
    private readonly EmbedRequestValidator _validator;

    public OmniEmbedder(LoadedPackage opened, OmniManifest manifest, ITokenizer tokenizer, string frontEndKey)
    {
        _tokenizer = tokenizer;
        _package = new OmniPackage(
            opened, manifest, new OmniSequence(tokenizer, manifest.Tokens, manifest.MaxTokens), new SoftTokenMaker(opened, manifest));
        _reader = new OmniItemReader(manifest, tokenizer);
        Model = Describe(opened, manifest, frontEndKey);
        _validator = new EmbedRequestValidator(Model, manifest.Tokens.Size, MediaTokens, item => OmniMasks.Of(item, manifest.Modalities));
    }

    /// <inheritdoc/>
    public ModelInfo Model { get; }

    /// <inheritdoc/>
    public int QueueDepth => _package.Opened.Scheduler.QueueDepth;

    /// <inheritdoc/>
    public FrameCounts Counts => _package.Maker.Counts;

    /// <inheritdoc/>
    public TextNotice Read(string text)
    {
        var read = _tokenizer.Tokenize(text);
        return new TextNotice(read.KnownWords, read.UnknownWords, read.CutWords);
    }

    /// <inheritdoc/>
    public PreparedItem Prepare(EmbedItem item)
    {
        var read = _reader.Read(item, "item");
        return read.IsOk
            ? OmniPreparation.Of(read.Value, _package.Manifest, _package.Sequence)
            : new PreparedItem([], new Dictionary<string, IReadOnlyList<int>>());
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
        var read = new List<OmniItem>();
        for (var i = 0; i < request.Items.Count; i++)
        {
            var item = _reader.Read(request.Items[i], $"items[{i}]");
            if (!item.IsOk)
                return item.Error;
            read.Add(item.Value);
        }

        var admitted = _package.Opened.Scheduler.Admit(request.Priority, read.Sum(item => OmniRun.RowsOf(item, Model.Modalities)), request.Share);
        if (!admitted.IsOk)
            return admitted.Error;
        using var admission = admitted.Value;
        var run = new OmniRun(_package, admission, cancellationToken);
        var items = await Task.WhenAll(read.Select(run.EmbedAsync)).ConfigureAwait(false);
        if (items.FirstOrDefault(item => !item.IsOk).Error is { } failed)
            return failed;
        return new EmbedResponse([.. items.Select(item => item.Value)], admission.Compute);
    }

    private long MediaTokens(EmbedPart part)
    {
        const int Marks = 2;
        var frames = part.Frames is { } clip && _package.Manifest.Pictures is { } pictures
            ? Math.Min(clip.Count, pictures.MostFrames) * (long)(pictures.GridOf(clip.Width, clip.Height, clip.IsPicture).Tokens + Marks)
            : 0;
        var sound = part.Audio is { } audio && _package.Manifest.Sound is { } settings
            ? OmniGraphs.SoundTokens(settings.FrameCount(audio.Samples.Length)) + Marks
            : 0;
        return frames + sound;
    }

    private static ModelInfo Describe(LoadedPackage opened, OmniManifest manifest, string frontEndKey)
    {
        var side = manifest.Pictures?.LongestSide ?? UnusedFrameSize;
        var decode = new DecodeSettings(
            manifest.Pictures?.FrameRate ?? 1,
            side,
            side,
            manifest.Sound?.SampleRate ?? UnusedSampleRate,
            TimeSpan.FromSeconds(manifest.SegmentSeconds),
            opened.Options.LongestMedia)
        {
            KeepsShape = true,
        };
        return new ModelInfo(
            opened.Manifest.Id, opened.Space, manifest.Dimensions, manifest.Modalities, CanFuse: true, decode, manifest.StoreFull,
            manifest.Stored, frontEndKey)
        {
            MaxTokensPerItem = manifest.MaxTokens,
            Titles = manifest.Prompts.ReadNames ? TitleUse.Beside : TitleUse.None,
        };
    }
}
