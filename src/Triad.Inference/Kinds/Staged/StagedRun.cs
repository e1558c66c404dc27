using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Modality;
using Triad.Inference.Embedding;

namespace Triad.Inference.Kinds.Staged;

/// <summary>Makes the vectors of items: what the parts become on the way is computed once, whatever the number of vectors.</summary>
internal sealed class StagedRun(StagedEncoder encoder, StagedManifest manifest, string package)
{
    /// <summary>The vectors of one item.</summary>
    public async Task<Result<ItemEmbedding>> EmbedAsync(StagedItem item)
    {
        var parts = await Task.WhenAll(item.Parts.Select(EncodeAsync)).ConfigureAwait(false);
        if (parts.FirstOrDefault(part => !part.IsOk).Error is { } failed)
            return failed;
        EncodedPart[] encoded = [.. parts.Select(part => part.Value)];
        var vectors = await Task.WhenAll(item.Targets.Select(target => VectorAsync(item, target, encoded))).ConfigureAwait(false);
        if (vectors.FirstOrDefault(vector => !vector.IsOk).Error is { } unmade)
            return unmade;
        return new ItemEmbedding(
            item.Targets.Zip(vectors).ToDictionary(pair => pair.First.Representation, pair => pair.Second.Value), null);
    }

    private async Task<Result<EncodedPart>> EncodeAsync(StagedPart part)
    {
        var sound = part.Samples is { } samples ? encoder.HearAsync(samples) : null;
        var pictures = part.Frames is { } frames ? encoder.SeeAsync(frames) : null;
        var text = part.Ids is { } ids ? encoder.ReadAsync(ids, part.Text) : null;
        Task<Result<StagedState>>[] all = [.. ((Task<Result<StagedState>>?[])[sound, pictures, text]).OfType<Task<Result<StagedState>>>()];
        var states = await Task.WhenAll(all).ConfigureAwait(false);
        return states.FirstOrDefault(state => !state.IsOk).Error is { } failed
            ? failed
            : new EncodedPart(part.Weight, Of(sound), Of(pictures), Of(text));
    }

    private static StagedState? Of(Task<Result<StagedState>>? done) => done?.Result.Value;

    private async Task<Result<EmbeddingVector>> VectorAsync(StagedItem item, StagedTarget target, EncodedPart[] parts)
    {
        var mixes = target.MixesOf(item.Parts);
        var made = await Task.WhenAll(mixes.Select(mix => encoder.VectorAsync(target.Head, parts[mix.First], parts[mix.Second]))).ConfigureAwait(false);
        if (made.FirstOrDefault(vector => !vector.IsOk).Error is { } failed)
            return failed;
        var (sum, lengths, weights) = (new float[manifest.EmbeddingSize], 0f, 0f);
        for (var i = 0; i < mixes.Count; i++)
        {
            var vector = made[i].Value.ToArray();
            var length = TensorPrimitives.Norm<float>(vector);
            if (!UnitVector.TryScale(vector))
                return UnitVector.Fault($"{package}/{target.Head.Stage}", $"what becomes {target.Head.Name}");
            var weight = parts[mixes[i].First].Weight * (mixes[i].First == mixes[i].Second ? 1 : parts[mixes[i].Second].Weight);
            TensorPrimitives.MultiplyAdd(vector, weight, sum, sum);
            (lengths, weights) = (lengths + (weight * length), weights + weight);
        }

        if (!UnitVector.TryScale(sum))
            return new Error(ErrorReason.QueryContradictory, "The parts of an item cancel each other out.", Remedy: "Leave one of them out.");
        return new EmbeddingVector(sum, new Dictionary<Modalities, ReadOnlyMemory<float>> { [target.Head.Mask] = sum })
        {
            Length = lengths / weights,
            Calibration = target.Asked is { } asked ? CalibrationOf(asked, target.Head, lengths / weights) : null,
        };
    }

    // Stored vectors have unit length. How long they were is known only roughly: by the package, or else as those that ask them.
    private ScoreCalibration CalibrationOf(StagedHead asked, StagedHead asking, float length)
    {
        var logits = manifest.Logits[StagedSpaces.PairOf(asked, asking)];
        var stored = manifest.Lengths.TryGetValue(asked.Name, out var usual) ? (float)usual : length;
        return logits with { Scale = logits.Scale * length * stored };
    }
}
