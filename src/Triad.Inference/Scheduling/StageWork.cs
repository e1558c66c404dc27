namespace Triad.Inference.Scheduling;

/// <summary>One row on its way through a step.</summary>
/// <param name="length">The row's own length in the step's unit; at least 1.</param>
internal abstract class StageWork(int length)
{
    /// <summary>The row's own length, before padding.</summary>
    public int Length { get; } = length;
}
