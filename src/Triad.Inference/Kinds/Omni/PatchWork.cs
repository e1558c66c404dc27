using Triad.Inference.Pictures;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Omni;

/// <summary>
/// A picture or frame on its way to soft tokens. It stays bytes until its batch runs: a quarter of the memory while it waits.
/// </summary>
internal sealed class PatchWork(PatchCutter cutter, byte[] pixels, PatchGrid grid, int tokenSize)
    : GraphWork(grid.Tokens, grid.Tokens * tokenSize)
{
    /// <inheritdoc/>
    public override void Fill(BatchBuffers batch, int row) =>
        cutter.Write(pixels, grid, batch.Floats(OmniGraphs.Content, row), batch.Integers(OmniGraphs.Places, row));
}
