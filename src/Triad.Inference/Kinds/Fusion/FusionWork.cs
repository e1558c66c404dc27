using Triad.Core.Modality;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>
/// The tokens of an item's parts for one mask, on their way to one projection a modality. A part of weight w counts by w within its
/// modality whatever its length: each of its n tokens is pooled by w / (n · sum of the modality's weights).
/// </summary>
internal sealed class FusionWork(IReadOnlyList<PartTokens> parts, int tokenSize, int embeddingSize)
    : GraphWork(parts.Sum(part => part.Count), FusionGraphs.Modalities * embeddingSize)
{
    /// <inheritdoc/>
    public override void Fill(BatchBuffers batch, int row)
    {
        var tokens = batch.Floats(FusionGraphs.Tokens, row);
        var mask = batch.Floats(FusionGraphs.Mask, row);
        var pool = batch.Floats(FusionGraphs.Pool, row);
        mask[..Length].Fill(1);
        mask[Length..].Clear();
        tokens[(Length * tokenSize)..].Clear();
        pool.Clear();
        var first = 0;
        foreach (var part in parts)
        {
            part.Values.Span.CopyTo(tokens[(first * tokenSize)..]);
            var total = parts.Where(other => other.Modality == part.Modality).Sum(other => (double)other.Weight);
            var start = (part.Modality.Index() * batch.Length) + first;
            pool.Slice(start, part.Count).Fill((float)(part.Weight / (part.Count * total)));
            first += part.Count;
        }
    }
}
