using Triad.Inference.Pictures;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Staged;

/// <summary>A prepared frame on its way to its features.</summary>
internal sealed class FrameWork(PictureProcessor pictures, byte[] pixels, int featureSize) : GraphWork(1, featureSize)
{
    /// <inheritdoc/>
    public override void Fill(BatchBuffers batch, int row) => pictures.Write(pixels, batch.Floats(0, row));
}
