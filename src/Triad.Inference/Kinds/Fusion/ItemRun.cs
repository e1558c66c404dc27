using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.LongInput;
using Triad.Core.Modality;
using Triad.Inference.Scheduling;
using Triad.Inference.Sound;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>
/// Embeds one item: every modality of every part becomes tokens once; then each mask is one row of the fusion graph over the tokens of
/// its modalities. Representations of one mask share its vector. All of these rows share batches with whatever else waits.
/// </summary>
internal sealed class ItemRun(FusionPackage package, Admission admission, CancellationToken cancellationToken)
{
    private readonly int _tokenSize = package.Manifest.TokenSize;
    private MelSpectrogram? _firstMel;

    /// <summary>How many rows an item needs.</summary>
    public static int RowsOf(EmbedItem item) => item.Parts.Sum(part => part.Mask.Count()) + FusionMasks.Of(item).Distinct().Count();

    /// <summary>Embeds an item whose texts are tokenised already.</summary>
    public async Task<Result<ItemEmbedding>> EmbedAsync(EmbedItem item, IReadOnlyList<TokenizedText?> texts)
    {
        var asked = FusionMasks.Of(item);
        var needed = asked.Aggregate(item.KeepTokens, (all, mask) => all | mask);
        var pending = new List<Task<Result<PartTokens>>>();
        for (var i = 0; i < item.Parts.Count; i++)
        {
            var part = item.Parts[i];
            if (texts[i] is { } text && needed.Contains(Modalities.Text))
                pending.Add(TextTokensAsync(part, text));
            if (part.Frames is not null && needed.Contains(Modalities.Video))
                pending.Add(VideoTokensAsync(part));
            if (part.Audio is not null && needed.Contains(Modalities.Audio))
                pending.Add(AudioTokensAsync(part));
            pending.AddRange(part.Tokens.Select(run => Task.FromResult<Result<PartTokens>>(new PartTokens(run.Modality, part.Weight, run.Values, run.Count))));
        }

        var tokens = await Task.WhenAll(pending).ConfigureAwait(false);
        if (tokens.FirstOrDefault(result => !result.IsOk).Error is { } tokenError)
            return tokenError;
        var parts = tokens.Select(result => result.Value).ToArray();
        var masks = asked.Distinct().ToArray();
        var fusing = masks.Select(mask => FuseAsync([.. parts.Where(part => mask.Contains(part.Modality))]));
        var vectors = await Task.WhenAll(fusing).ConfigureAwait(false);
        if (vectors.FirstOrDefault(result => !result.IsOk).Error is { } fusionError)
            return fusionError;
        var byMask = masks.Zip(vectors).ToDictionary(pair => pair.First, pair => pair.Second.Value);
        var byName = item.Representations.Zip(asked).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => byMask[pair.Second]);
        return new ItemEmbedding(byName, item.KeepLogMel ? await LogMelAsync(item).ConfigureAwait(false) : null)
        {
            Tokens = [.. parts.Where(part => item.KeepTokens.Contains(part.Modality)).Select(part => new TokenRun(part.Modality, _tokenSize, part.Values))],
        };
    }

    private Task<Result<PartTokens>> TextTokensAsync(EmbedPart part, TokenizedText text) =>
        TokensAsync(FusionGraph.Text, Modalities.Text, part, new TextWork(text, _tokenSize));

    private Task<Result<PartTokens>> VideoTokensAsync(EmbedPart part) =>
        TokensAsync(FusionGraph.Video, Modalities.Video, part, new FramesWork(package.Frames!, part.Frames!, _tokenSize));

    private async Task<Result<PartTokens>> AudioTokensAsync(EmbedPart part)
    {
        var mel = await MelAsync(part).ConfigureAwait(false);
        Interlocked.CompareExchange(ref _firstMel, mel, null);
        var work = new MelWork(package.Sound!, mel, _tokenSize);
        return await TokensAsync(FusionGraph.Audio, Modalities.Audio, part, work).ConfigureAwait(false);
    }

    // A transform of many frames would hold up the caller, which may be a grain or a connection.
    private Task<MelSpectrogram> MelAsync(EmbedPart part) =>
        Task.Run(() => package.Sound!.Compute(part.Audio!.Samples.Span), cancellationToken);

    private async Task<Result<PartTokens>> TokensAsync(FusionGraph role, Modalities modality, EmbedPart part, GraphWork work)
    {
        var tokens = await package.Scheduler.RunAsync(package.Lanes[role], work, admission, cancellationToken).ConfigureAwait(false);
        return tokens.IsOk ? new PartTokens(modality, part.Weight, tokens.Value, tokens.Value.Length / _tokenSize) : tokens.Error;
    }

    private async Task<Result<EmbeddingVector>> FuseAsync(IReadOnlyList<PartTokens> parts)
    {
        var work = new FusionWork(parts, _tokenSize, package.Manifest.EmbeddingSize);
        var projected = await package.Scheduler.RunAsync(package.Lanes[FusionGraph.Fusion], work, admission, cancellationToken).ConfigureAwait(false);
        if (!projected.IsOk)
            return projected.Error;
        return FusionProjection.Compose(projected.Value, parts, package.Pca) is { } vector
            ? vector
            : new Error(ErrorReason.Internal, $"The model {package.Info.Package} gave an embedding without direction.");
    }

    private async Task<LogMel?> LogMelAsync(EmbedItem item)
    {
        if (package.Sound is null || item.Parts.FirstOrDefault(part => part.Audio is not null) is not { } part)
            return null;
        var mel = _firstMel is { } computed && item.Parts.Count(other => other.Audio is not null) == 1
            ? computed
            : await MelAsync(part).ConfigureAwait(false);
        var halves = new Half[mel.Values.Length];
        TensorPrimitives.ConvertToHalf(mel.Values, halves);
        return new LogMel(halves, mel.Bins, mel.Frames);
    }
}
