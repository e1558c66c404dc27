using Triad.Inference.Onnx;
using Triad.Inference.Scheduling;
using Triad.Inference.Text;

namespace Triad.Inference.Embedding;

/// <summary>A text on its way to tokens, one a word.</summary>
internal sealed class TextWork(TokenizedText text, int tokenSize) : GraphWork(text.Words, text.Words * tokenSize)
{
    /// <inheritdoc/>
    public override void Fill(BatchBuffers batch, int row)
    {
        var ids = batch.Integers(GraphLayouts.Content, row);
        text.Ids.CopyTo(ids);
        ids[text.Ids.Length..].Clear();
    }
}
