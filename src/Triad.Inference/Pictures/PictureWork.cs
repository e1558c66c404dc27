using Triad.Inference.Scheduling;

namespace Triad.Inference.Pictures;

/// <summary>
/// A prepared picture on its way to a vector. It stays bytes until its batch runs: a quarter of the memory while it waits.
/// </summary>
internal sealed class PictureWork(PictureProcessor pictures, byte[] pixels, int embeddingSize) : GraphWork(1, embeddingSize)
{
    /// <inheritdoc/>
    public override void Fill(BatchBuffers batch, int row) => pictures.Write(pixels, batch.Floats(0, row));
}
