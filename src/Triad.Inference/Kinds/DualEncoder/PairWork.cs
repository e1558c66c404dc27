using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>A text and a clip's frames on their way to one number.</summary>
/// <param name="text">The text's vector as it leaves the tower.</param>
/// <param name="frames">The frames' vectors, one after the other.</param>
internal sealed class PairWork(float[] text, float[] frames) : GraphWork(frames.Length / text.Length, 1)
{
    /// <inheritdoc/>
    public override void Fill(BatchBuffers batch, int row)
    {
        text.CopyTo(batch.Floats(0, row));
        frames.CopyTo(batch.Floats(1, row));
    }
}
