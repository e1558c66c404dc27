using Triad.Core.Errors;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Packages;
using Triad.Inference.Pictures;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Staged;

/// <summary>Runs the graphs of a package on prepared parts, one after the other as each needs what the one before gives.</summary>
internal sealed class StagedEncoder(
    LoadedPackage package, StagedManifest manifest, PictureProcessor pictures, FrameCache frames, Admission admission, CancellationToken cancellationToken)
{
    private readonly StagedSizes _sizes = manifest.Sizes;

    /// <summary>A sound: its features, then its states.</summary>
    public async Task<Result<StagedState>> HearAsync(ReadOnlyMemory<float> samples)
    {
        var shown = $"{samples.Length} samples of sound";
        var sound = new SoundWork(samples, manifest.SamplesPerTick, _sizes.Codec);
        var features = await RunAsync(StagedGraphs.Codec, sound, shown).ConfigureAwait(false);
        if (!features.IsOk)
            return features.Error;
        var ticks = sound.Length;
        var work = new StagedWork(ticks, [features.Value], manifest.EmbeddingSize, _sizes.Audio, ticks * _sizes.Audio);
        var states = await RunAsync(StagedGraphs.Audio, work, shown).ConfigureAwait(false);
        return states.IsOk ? StagedState.Of(states.Value, manifest.EmbeddingSize, _sizes.Audio, ticks) : states.Error;
    }

    /// <summary>A clip: the features of each frame, each content once, then its states.</summary>
    public async Task<Result<StagedState>> SeeAsync(IReadOnlyList<PreparedFrame> clip)
    {
        frames.Count(clip.Count);
        var encoded = await Task.WhenAll(clip.DistinctBy(frame => frame.Key).Select(async frame =>
            (frame.Key, Features: await FeaturesAsync(frame).ConfigureAwait(false)))).ConfigureAwait(false);
        if (encoded.FirstOrDefault(frame => !frame.Features.IsOk).Features.Error is { } failed)
            return failed;
        var byKey = encoded.ToDictionary(frame => frame.Key, frame => frame.Features.Value, StringComparer.Ordinal);
        float[] features = [.. clip.SelectMany(frame => byKey[frame.Key])];
        var work = new StagedWork(clip.Count, [features], manifest.EmbeddingSize, _sizes.Video, clip.Count * _sizes.Video);
        var states = await RunAsync(StagedGraphs.Video, work, $"{clip.Count} frames").ConfigureAwait(false);
        return states.IsOk ? StagedState.Of(states.Value, manifest.EmbeddingSize, _sizes.Video, clip.Count) : states.Error;
    }

    /// <summary>A text: its vectors, one for each head.</summary>
    public async Task<Result<StagedState>> ReadAsync(long[] ids, string text)
    {
        var states = await RunAsync(StagedGraphs.Text, new IdsWork(ids, manifest), text).ConfigureAwait(false);
        return states.IsOk
            ? StagedState.Of(states.Value, manifest.EmbeddingSize * StagedHead.OfText.Count, _sizes.Text, ids.Length)
            : states.Error;
    }

    /// <summary>The vector of a head, as it leaves its graph.</summary>
    /// <param name="head">The head.</param>
    /// <param name="first">The part with the sound of a pair, else that with its frames; the only part of a head of one modality.</param>
    /// <param name="second">The other part of a pair; else the same.</param>
    public async Task<Result<float[]>> VectorAsync(StagedHead head, EncodedPart first, EncodedPart second)
    {
        if (head.Mask.Count() == 1)
            return first.VectorOf(head, manifest.EmbeddingSize);
        if (head == StagedHead.AudioVideo)
        {
            var (sound, clip) = (first.Sound!, second.Pictures!);
            return await RunAsync(
                head.Stage, new AudioVideoWork(sound.Hidden, sound.Count, clip.Hidden, clip.Count), $"{clip.Count} frames with sound").ConfigureAwait(false);
        }

        var media = head.Mask.Contains(Modalities.Audio) ? first.Sound! : first.Pictures!;
        return await RunAsync(
            head.Stage, new StagedWork(1, [media.Pooled, second.Text!.Pooled], manifest.EmbeddingSize), "a text with media").ConfigureAwait(false);
    }

    private Task<Result<float[]>> FeaturesAsync(PreparedFrame frame) => frames.GetAsync(
        frame.Key,
        () => RunAsync(StagedGraphs.Frame, new FrameWork(pictures, frame.Pixels, _sizes.Frame), frame.Shown),
        cancellationToken);

    private async Task<Result<float[]>> RunAsync(string graph, StageWork work, string shown)
    {
        var values = await package.Scheduler.RunAsync(package.Lanes[graph], work, admission, cancellationToken).ConfigureAwait(false);
        return values.IsOk ? values : UnitVector.Of(values.Error, shown);
    }
}
