namespace Triad.Inference.Scheduling;

/// <summary>How rows become a batch of a graph.</summary>
/// <param name="Inputs">The graph's inputs.</param>
/// <param name="Outputs">The outputs that are wanted.</param>
/// <param name="Pads">
/// True where a row may be padded to a greater length to share a batch; false where padding would change its result, so that only rows
/// of equal length share one. A length is then any number that the shapes follow from.
/// </param>
internal sealed record GraphLayout(IReadOnlyList<GraphInput> Inputs, IReadOnlyList<GraphOutput> Outputs, bool Pads)
{
    /// <summary>Most rows of a batch: 1 where the graph was exported for one.</summary>
    public int MostRows { get; init; } = int.MaxValue;

    /// <summary>The length of the two rows that the graph is tried with.</summary>
    public int TrialLength { get; init; } = 4;

    /// <summary>The length that a row of this length has in a batch.</summary>
    public int BucketOf(int length) => Pads ? LengthBuckets.RoundUp(length) : length;

    /// <summary>Bytes of one row's inputs and outputs: what limits the rows of a batch.</summary>
    public long BytesOf(int length) =>
        Outputs.Sum(output => (long)output.ValuesOf(length) * sizeof(float)) + Inputs.Sum(input => input.BytesOf(length));

    /// <summary>How many values a shape has.</summary>
    internal static int Product(long[] shape) => checked((int)shape.Aggregate(1L, (product, size) => product * size));
}
