using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Text;

/// <summary>A text's ids on their way to vectors of tokens.</summary>
/// <param name="ids">The ids.</param>
/// <param name="manifest">The package.</param>
internal sealed class TextWork(long[] ids, TextManifest manifest)
    : GraphWork(ids.Length, (manifest.Pooling == Pooling.Cls ? 1 : ids.Length) * manifest.EmbeddingSize)
{
    /// <inheritdoc/>
    public override void Fill(BatchBuffers batch, int row)
    {
        var places = batch.Integers(TextGraph.Ids, row);
        var mask = batch.Integers(TextGraph.Mask, row);
        ids.CopyTo(places);
        places[ids.Length..].Fill(manifest.PadId);
        mask[..ids.Length].Fill(1);
        mask[ids.Length..].Clear();
        if (manifest.TokenTypes)
            batch.Integers(TextGraph.Types, row).Clear();
    }
}
