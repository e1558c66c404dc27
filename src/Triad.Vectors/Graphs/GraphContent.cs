namespace Triad.Vectors.Graphs;

/// <summary>A graph with what its nodes stand for, apart from any rows in memory.</summary>
/// <param name="Native">The graph.</param>
/// <param name="Keys">What each node stands for, by its key.</param>
/// <param name="Breadth">How many nodes a search asks for at least, so that the best ten are among them.</param>
internal sealed record GraphContent(NativeGraph Native, IReadOnlyList<GraphKey> Keys, int Breadth)
{
    private const int BytesOfAKey = 24;

    /// <summary>Memory that it takes.</summary>
    public long Bytes { get; } = Native.Bytes + ((long)Keys.Count * BytesOfAKey);
}
