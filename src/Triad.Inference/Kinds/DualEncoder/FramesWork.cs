using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>The vectors of a clip's frames, as they leave the tower, on their way to the clip's one vector.</summary>
internal sealed class FramesWork(IReadOnlyList<float[]> frames, int embeddingSize) : GraphWork(frames.Count, embeddingSize)
{
    /// <inheritdoc/>
    public override void Fill(BatchBuffers batch, int row)
    {
        var room = batch.Floats(DualEncoderGraphs.Content, row);
        for (var frame = 0; frame < frames.Count; frame++)
            frames[frame].CopyTo(room[(frame * embeddingSize)..]);
    }
}
