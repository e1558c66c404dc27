namespace Triad.Inference.Scheduling;

/// <summary>An input of a graph that runs in batches.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Integer">True for int64, false for float32.</param>
/// <param name="Shape">The shape of one row of a given length, without the batch axis.</param>
internal sealed record GraphInput(string Name, bool Integer, Func<int, long[]> Shape)
{
    /// <summary>How many values a row of this length has.</summary>
    public int ValuesOf(int length) => checked((int)Shape(length).Aggregate(1L, (product, size) => product * size));
}
