using Qdrant.Client.Grpc;

namespace Triad.Doubles.Storage;

/// <summary>A sparse vector, its indices in ascending order.</summary>
internal sealed record SparseData(uint[] Indices, float[] Values)
{
    public static SparseData From(SparseVector vector)
    {
        var (indices, values) = (vector.Indices.ToArray(), vector.Values.ToArray());
        Array.Sort(indices, values);
        return new SparseData(indices, values);
    }

    /// <summary>Applies a function to the values of both; where one has none, it counts as 0.</summary>
    public SparseData Combine(SparseData other, Func<float, float, float> function)
    {
        var (mine, theirs) = (ToMap(), other.ToMap());
        var indices = mine.Keys.Union(theirs.Keys).Order().ToArray();
        var values = indices.Select(index => function(mine.GetValueOrDefault(index), theirs.GetValueOrDefault(index)));
        return new SparseData(indices, [.. values]);
    }

    private Dictionary<uint, float> ToMap() => Indices.Zip(Values).ToDictionary(pair => pair.First, pair => pair.Second);
}
