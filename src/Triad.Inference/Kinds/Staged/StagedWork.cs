using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Staged;

/// <summary>A row of a graph whose inputs are there as numbers already.</summary>
/// <param name="length">Its length: ticks, frames, or 1.</param>
/// <param name="inputs">The values of each input.</param>
/// <param name="outputValues">How many numbers are taken of each output.</param>
internal sealed class StagedWork(int length, float[][] inputs, params int[] outputValues) : GraphWork(length, outputValues)
{
    /// <inheritdoc/>
    public override void Fill(BatchBuffers batch, int row)
    {
        for (var input = 0; input < inputs.Length; input++)
            inputs[input].CopyTo(batch.Floats(input, row));
    }
}
