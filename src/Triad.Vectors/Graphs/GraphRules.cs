using Triad.Vectors.Rows;

namespace Triad.Vectors.Graphs;

/// <summary>When a set of rows needs a graph, or another one: pure.</summary>
internal static class GraphRules
{
    private const int FewUncovered = 1024;
    private const int ShareUncovered = 16;

    /// <summary>The sets of a snapshot that need a graph which they do not have.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="fromRows">From how many rows on a set has a graph.</param>
    /// <param name="without">For a set whose rows a graph does not find, how many rows it had then: it is left until it has twice as
    /// many.</param>
    public static IEnumerable<int> Needed(ShardSnapshot snapshot, int fromRows, IReadOnlyDictionary<int, long> without)
    {
        for (var partition = 0; partition < snapshot.Partitions.Length; partition++)
        {
            var rows = Rows(snapshot, partition);
            if (rows < fromRows || (without.TryGetValue(partition, out var then) && rows < then * 2))
                continue;
            if (snapshot.Graphs.GetValueOrDefault(partition) is not { } graph
                || graph.IsStale
                || rows - graph.Rows + graph.Missing > Math.Max(FewUncovered, graph.Covered / ShareUncovered))
            {
                yield return partition;
            }
        }
    }

    /// <summary>Rows of a set.</summary>
    public static long Rows(ShardSnapshot snapshot, int partition) => snapshot.Partitions[partition].Sum(view => (long)view.Count);
}
