using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Staged;

/// <summary>A text's ids on their way to its vectors.</summary>
/// <param name="ids">The ids.</param>
/// <param name="manifest">The package.</param>
internal sealed class IdsWork(long[] ids, StagedManifest manifest)
    : GraphWork(ids.Length, [.. Enumerable.Repeat(manifest.EmbeddingSize, StagedHead.OfText.Count), manifest.Sizes.Text])
{
    /// <inheritdoc/>
    public override void Fill(BatchBuffers batch, int row)
    {
        var places = batch.Integers(0, row);
        var mask = batch.Integers(1, row);
        ids.CopyTo(places);
        places[ids.Length..].Fill(manifest.PadId);
        mask[..ids.Length].Fill(1);
        mask[ids.Length..].Clear();
    }
}
