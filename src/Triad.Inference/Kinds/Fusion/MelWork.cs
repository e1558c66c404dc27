using Triad.Inference.Scheduling;
using Triad.Inference.Sound;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>A log-mel on its way to tokens, padded as its own length tells.</summary>
internal sealed class MelWork(LogMelFrontEnd frontEnd, MelSpectrogram mel, int tokenSize) : GraphWork(
    frontEnd.Settings.PaddedFrames(mel.Frames) / frontEnd.Settings.PadMultiple,
    frontEnd.Settings.TokenCount(mel.Frames) * tokenSize)
{
    /// <inheritdoc/>
    public override void Fill(BatchBuffers batch, int row) =>
        frontEnd.WriteNormalised(mel, batch.Length * frontEnd.Settings.PadMultiple, batch.Floats(FusionGraphs.Content, row));
}
