using Triad.Inference.Scheduling;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>A text on its way to tokens, one a word.</summary>
internal sealed class TextWork(TokenizedText text, int tokenSize) : GraphWork(text.Length, text.Length * tokenSize)
{
    /// <inheritdoc/>
    public override void Fill(BatchBuffers batch, int row)
    {
        var ids = batch.Integers(FusionGraphs.Content, row);
        text.Ids.CopyTo(ids);
        ids[text.Ids.Length..].Clear();
    }
}
