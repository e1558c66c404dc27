using Triad.Inference.Scheduling;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A row that a test fills.</summary>
internal sealed class FilledWork(Action<BatchBuffers, int> fill, int length, params int[] outputs) : GraphWork(length, outputs)
{
    public override void Fill(BatchBuffers batch, int row) => fill(batch, row);
}
