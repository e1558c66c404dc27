using System.Diagnostics;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Core.Telemetry;
using Triad.Inference.Embedding;
using Triad.Inference.Packages;
using Triad.Inference.Pictures;
using Triad.Inference.Scheduling;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>
/// Embeds with one package of two towers. Frames and texts have vectors in one space; a part's is the mean of its frames', an item's is
/// norm(sum w_i f_i). Texts of stored segments are left out: two texts lie closer to each other than any text to a picture, so that
/// their scores cannot be ranked together.
/// </summary>
internal sealed class DualEncoderEmbedder : IEmbedder, IPreparation
{
    private const Modalities Asking = Modalities.Text | Modalities.Video;
    private const int UnusedSampleRate = 16_000;

    private static readonly ActivitySource Source = new(TelemetryNames.InferenceSource);

    private readonly DualEncoderManifest _manifest;
    private readonly ITokenizer _tokenizer;
    private readonly PictureProcessor _pictures;
    private readonly LoadedPackage _package;
    private readonly EmbedRequestValidator _validator;

    public DualEncoderEmbedder(LoadedPackage opened, DualEncoderManifest manifest, ITokenizer tokenizer, string frontEndKey)
    {
        (_package, _manifest, _tokenizer, _pictures) = (opened, manifest, tokenizer, new PictureProcessor(manifest.Pictures!));
        Model = Describe(opened, manifest, frontEndKey);
        _validator = new EmbedRequestValidator(Model, manifest.EmbeddingSize, part => part.Frames?.Count ?? 0, MasksOf);
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
    public PreparedItem Prepare(EmbedItem item)
    {
        var sizes = new Dictionary<string, IReadOnlyList<int>>();
        long[] ids = item.Parts.Select(part => part.Text).OfType<string>().FirstOrDefault() is { } text ? _tokenizer.Tokenize(text).Ids
            : [];
        if (ids.Length > 0)
            sizes[_manifest.Text.Input] = [_manifest.TextInputs.Length ?? ids.Length];
        if (item.Parts.Any(part => part.Frames is not null))
            sizes[_manifest.Vision.Input] = [3, _pictures.Settings.Height, _pictures.Settings.Width];
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
        if (CheckTokens(request) is { } wrong)
            return wrong;
        if (_validator.Validate(request) is { IsOk: false } refused)
            return refused.Error;
        var items = new List<IReadOnlyList<TowerRow>>();
        for (var i = 0; i < request.Items.Count; i++)
        {
            var rows = await PrepareAsync(request.Items[i], $"items[{i}]", cancellationToken).ConfigureAwait(false);
            if (!rows.IsOk)
                return rows.Error;
            items.Add(rows.Value);
        }

        var admitted = _package.Scheduler.Admit(request.Priority, items.Sum(rows => rows.Count));
        if (!admitted.IsOk)
            return admitted.Error;
        using var admission = admitted.Value;
        var run = new DualEncoderRun(_package, _manifest.EmbeddingSize, admission, cancellationToken);
        var vectors = await Task.WhenAll(items.Select(run.EmbedAsync)).ConfigureAwait(false);
        if (vectors.FirstOrDefault(vector => !vector.IsOk).Error is { } failed)
            return failed;
        return new EmbedResponse([.. request.Items.Zip(vectors, (item, vector) => Of(item, vector.Value))], admission.Compute);
    }

    private static ItemEmbedding Of(EmbedItem item, EmbeddingVector vector) =>
        new(item.Representations.Distinct().ToDictionary(name => name, _ => vector), null);

    private async Task<Result<IReadOnlyList<TowerRow>>> PrepareAsync(EmbedItem item, string path, CancellationToken cancellationToken)
    {
        var rows = new List<TowerRow>();
        for (var i = 0; i < item.Parts.Count; i++)
        {
            var part = item.Parts[i];
            if (part.Text is { } text && item.Role != EmbedRole.Media)
            {
                var ids = _tokenizer.Tokenize(text).Ids;
                if (ids.Length == 0)
                    return Error.Invalid($"{path}.parts[{i}].text", text, "has nothing to embed",
                        "Give at least one word, or leave the text out.");
                rows.Add(new TowerRow(i, Modalities.Text, part.Weight, 1, DualEncoderGraphs.Text,
                    new QueryWork(ids, _manifest.TextInputs, _manifest.EmbeddingSize), text));
            }

            // Resizing would hold up the caller, which may be a grain or a connection.
            if (part.Frames is { } frames)
                rows.AddRange(await Task.Run(() => Prepare(frames, i, part.Weight), cancellationToken).ConfigureAwait(false));
        }

        return rows;
    }

    // Equal neighbours are one row that counts as often: a standing picture may last for a whole segment.
    private List<TowerRow> Prepare(FrameClip clip, int part, float weight)
    {
        var rows = new List<TowerRow>();
        var bytes = clip.Width * clip.Height * 3;
        for (var frame = 0; frame < clip.Count; frame++)
        {
            var pixels = clip.Pixels.Span.Slice(frame * bytes, bytes);
            if (frame > 0 && pixels.SequenceEqual(clip.Pixels.Span.Slice((frame - 1) * bytes, bytes)))
            {
                rows[^1] = rows[^1] with { Times = rows[^1].Times + 1 };
                continue;
            }

            var work = new PictureWork(_pictures, _pictures.Prepare(clip, frame), _manifest.EmbeddingSize);
            rows.Add(new TowerRow(part, Modalities.Video, weight, 1, DualEncoderGraphs.Vision, work,
                $"frame {frame} of {clip.Count}, {clip.Width}x{clip.Height}"));
        }

        return rows;
    }

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

    private static IReadOnlyList<Modalities> MasksOf(EmbedItem item)
    {
        var all = item.Role == EmbedRole.Media ? Modalities.Video : item.Mask & Asking;
        return [.. item.Representations.Select(name => name.Mask == Modalities.Video ? all : Modalities.None)];
    }

    private static ModelInfo Describe(LoadedPackage opened, DualEncoderManifest manifest, string frontEndKey)
    {
        var (id, pictures) = (opened.Manifest.Id, manifest.Pictures!);
        var decode = new DecodeSettings(
            pictures.FrameRate,
            pictures.LongestSide,
            pictures.LongestSide,
            UnusedSampleRate,
            TimeSpan.FromSeconds(manifest.SegmentSeconds),
            opened.Options.LongestMedia)
        {
            KeepsShape = true,
        };
        return new ModelInfo(id, opened.Space, manifest.EmbeddingSize, Asking, CanFuse: false, decode, StoreFull: false,
            [Modalities.Video], frontEndKey)
        {
            MaxTokensPerItem = opened.Options.MaxTokensPerItem,
            Representations = [new RepresentationInfo(RepresentationName.Of(Modalities.Video), manifest.EmbeddingSize, Modalities.Video,
                Asking, id)],
        };
    }
}
