namespace Triad.Inference.Scheduling;

/// <summary>One row of a graph: what goes in, and how much of what comes out belongs to it.</summary>
/// <param name="length">The row's own length in the graph's unit; at least 1.</param>
/// <param name="outputValues">
/// How many values at the start of the row's part of each output are its result, which has them one output after the other.
/// </param>
internal abstract class GraphWork(int length, params int[] outputValues) : StageWork(length)
{
    /// <summary>Values of the result, by output.</summary>
    public IReadOnlyList<int> OutputValues { get; } = outputValues;

    /// <summary>Writes the row's inputs, padding included.</summary>
    public abstract void Fill(BatchBuffers batch, int row);

    /// <summary>Takes the row's result out of a batch that has run.</summary>
    public float[] Take(BatchBuffers batch, int row)
    {
        var result = new float[OutputValues.Sum()];
        var start = 0;
        for (var output = 0; output < OutputValues.Count; output++)
        {
            batch.Output(row, output)[..OutputValues[output]].CopyTo(result.AsSpan(start));
            start += OutputValues[output];
        }

        return result;
    }
}
