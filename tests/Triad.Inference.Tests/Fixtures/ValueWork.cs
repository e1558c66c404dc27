using Triad.Inference.Scheduling;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A row of one value, repeated.</summary>
internal class ValueWork(float value, int length = 1) : GraphWork(length, length)
{
    public override void Fill(BatchBuffers batch, int row)
    {
        batch.Floats(0, row)[..Length].Fill(value);
        batch.Floats(0, row)[Length..].Clear();
    }
}
