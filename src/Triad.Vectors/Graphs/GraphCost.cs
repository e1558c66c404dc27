namespace Triad.Vectors.Graphs;

/// <summary>
/// Whether a search by a graph is faster than a scan of what the filter leaves. The times are those of one machine; what counts is how
/// they relate, which changes little.
/// </summary>
internal static class GraphCost
{
    private const double NanosecondsOfANode = 400;
    private const double NanosecondsOfANodesFloat = 1.6;
    private const double NanosecondsOfARow = 10;
    private const double NanosecondsOfARowsFloat = 0.33;

    /// <summary>Whether it is.</summary>
    /// <param name="breadth">How many nodes are asked for.</param>
    /// <param name="rows">Rows of the set.</param>
    /// <param name="share">How many of them the filter leaves, as a share.</param>
    /// <param name="dimension">Floats a row.</param>
    public static bool IsWorth(int breadth, long rows, double share, int dimension) =>
        breadth * (NanosecondsOfANode + (NanosecondsOfANodesFloat * dimension))
        < rows * (NanosecondsOfARow + (share * NanosecondsOfARowsFloat * dimension));
}
