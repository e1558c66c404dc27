namespace Triad.Inference.Scheduling;

/// <summary>How rows become a batch of a graph.</summary>
/// <param name="Inputs">The graph's inputs.</param>
/// <param name="OutputName">The graph's output; float32.</param>
/// <param name="OutputShape">The shape of one row's output, without the batch axis.</param>
/// <param name="Pads">
/// True where a row may be padded to a greater length to share a batch; false where padding would change its result, so that only rows
/// of equal length share one.
/// </param>
internal sealed record GraphLayout(IReadOnlyList<GraphInput> Inputs, string OutputName, Func<int, long[]> OutputShape, bool Pads)
{
    /// <summary>The length that a row of this length has in a batch.</summary>
    public int BucketOf(int length) => Pads ? LengthBuckets.RoundUp(length) : length;

    /// <summary>How many values a row's output has.</summary>
    public int OutputValuesOf(int length) => checked((int)OutputShape(length).Aggregate(1L, (product, size) => product * size));

    /// <summary>Bytes of one row's inputs and output: what limits the rows of a batch.</summary>
    public long BytesOf(int length) =>
        ((long)OutputValuesOf(length) * sizeof(float))
        + Inputs.Sum(input => (long)input.ValuesOf(length) * (input.Integer ? sizeof(long) : sizeof(float)));
}
