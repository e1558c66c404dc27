namespace Triad.Inference.Scheduling;

/// <summary>One row of a batch: what goes in, and how much of what comes out belongs to it.</summary>
/// <param name="length">The row's own length in the graph's unit; at least 1.</param>
/// <param name="outputValues">How many values at the start of the row's output are its result.</param>
internal abstract class GraphWork(int length, int outputValues)
{
    /// <summary>The row's own length, before padding.</summary>
    public int Length { get; } = length;

    /// <summary>Values of the result.</summary>
    public int OutputValues { get; } = outputValues;

    /// <summary>Writes the row's inputs, padding included.</summary>
    public abstract void Fill(BatchBuffers batch, int row);
}
