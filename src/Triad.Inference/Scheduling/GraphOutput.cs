namespace Triad.Inference.Scheduling;

/// <summary>An output of a graph that runs in batches; float32.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Shape">The shape of one row of a given length, without the batch axis.</param>
internal sealed record GraphOutput(string Name, Func<int, long[]> Shape)
{
    /// <summary>True where the tensor has no batch axis: rows lie end to end along the first axis of their shape.</summary>
    public bool Flat { get; init; }

    /// <summary>How many values a row of this length has.</summary>
    public int ValuesOf(int length) => GraphLayout.Product(Shape(length));
}
