namespace Triad.Inference.Scheduling;

/// <summary>An input of a graph that runs in batches.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Shape">The shape of one row of a given length, without the batch axis.</param>
internal sealed record GraphInput(string Name, TensorType Type, Func<int, long[]> Shape)
{
    /// <summary>True where the tensor has no batch axis: rows lie end to end along the first axis of their shape.</summary>
    public bool Flat { get; init; }

    /// <summary>How many values a row of this length has.</summary>
    public int ValuesOf(int length) => GraphLayout.Product(Shape(length));

    /// <summary>Bytes of a row of this length.</summary>
    public long BytesOf(int length) => (long)ValuesOf(length) * Type switch
    {
        TensorType.Int64 => sizeof(long),
        TensorType.Bool => sizeof(bool),
        _ => sizeof(float),
    };
}
