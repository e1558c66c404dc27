using Triad.Core.Media;
using Triad.Inference.Frames;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>Frames on their way to tokens. They stay bytes until their batch runs: a quarter of the memory while they wait.</summary>
internal sealed class FramesWork(FrameFrontEnd frontEnd, FrameClip clip, int tokenSize)
    : GraphWork(frontEnd.Settings.TokenCount(clip.Count), frontEnd.Settings.TokenCount(clip.Count) * tokenSize)
{
    /// <inheritdoc/>
    public override void Fill(BatchBuffers batch, int row) => frontEnd.Write(clip, batch.Floats(FusionGraphs.Content, row));
}
