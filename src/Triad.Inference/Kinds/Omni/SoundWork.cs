using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Omni;

/// <summary>The mel features of a sound on their way to soft tokens.</summary>
internal sealed class SoundWork(float[] features, int frames, int tokenSize) : GraphWork(frames, OmniGraphs.SoundTokens(frames) * tokenSize)
{
    /// <inheritdoc/>
    public override void Fill(BatchBuffers batch, int row)
    {
        features.CopyTo(batch.Floats(OmniGraphs.Content, row));
        batch.Input<bool>(OmniGraphs.Places, row).Fill(true);
    }
}
