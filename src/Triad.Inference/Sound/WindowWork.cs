using Triad.Inference.Scheduling;

namespace Triad.Inference.Sound;

/// <summary>A window of sound on its way through a graph.</summary>
internal sealed class WindowWork(ISoundInput input, ReadOnlyMemory<float> samples, int values) : GraphWork(1, values)
{
    /// <inheritdoc/>
    public override void Fill(BatchBuffers batch, int row) => input.Write(samples.Span, batch.Floats(0, row));
}
