using System.Buffers;
using Triad.Vectors.Graphs;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Scanning;

/// <summary>
/// Finds the best rows of one set by its graph: so many of the nearest that enough of them count, each then compared exactly. Gives up
/// where a scan is cheaper, or where too few of those near the query count.
/// </summary>
internal sealed class GraphSearch(RowGraph graph, LegQuery query, FilterPlan plan, RowGroups groups, int limit)
{
    private const int Samples = 256;
    private const int Wider = 4;

    // A search finds what is near surely, and what is about as far as it looks less so: it looks so many times as far as the last row
    // needed.
    private const int Depth = 3;
    private const int FirstDepth = 4;

    /// <summary>
    /// Rows that count, best or not, among them those of at least the limit's groups; null where the set is to be scanned.
    /// </summary>
    /// <param name="rows">Rows of the set.</param>
    /// <param name="compared">How many were compared.</param>
    public List<RankedRow>? Find(long rows, out int compared)
    {
        compared = 0;
        var dimension = graph.Content.Native.Dimension;
        var share = Share();
        var breadth = Math.Max(graph.Content.Breadth, limit * FirstDepth / share);
        for (; breadth < graph.Content.Keys.Count && GraphCost.IsWorth((int)breadth, rows, share, dimension); breadth *= Wider)
        {
            if (Ask((int)breadth, dimension) is not var (found, last))
                return null;
            compared += found.Count;
            if (last * Depth <= breadth)
                return found;
        }

        return null;
    }

    /// <summary>
    /// Those that count of the nearest, and how many of these it takes to have the limit's groups; null where the graph is busy.
    /// </summary>
    private (List<RankedRow> Found, double Last)? Ask(int breadth, int dimension)
    {
        var keys = ArrayPool<ulong>.Shared.Rent(breadth);
        try
        {
            var codes = new sbyte[dimension];
            RowCodes.Quantise(query.Vector.AsSpan(0, dimension), codes);
            var count = graph.Content.Native.Search(codes, keys.AsSpan(0, breadth));
            if (count < 0)
                return null;
            var found = new List<RankedRow>(count);
            var distinct = new HashSet<int>();
            var last = double.PositiveInfinity;
            for (var i = 0; i < count; i++)
            {
                if (graph.Place((int)keys[i]) is not { } place || !plan.Accepts(place.Chunk, place.Row))
                    continue;
                var group = groups.Of(place.Chunk, place.Row);
                found.Add(new RankedRow(RowKernel.Dot(in place.Chunk.Row(place.Row), query.Vector), place, group));
                if (distinct.Add(group) && distinct.Count == limit)
                    last = i + 1;
            }

            return (found, last);
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(keys);
        }
    }

    // Of the graph's nodes, those that count, from a sample.
    private double Share()
    {
        var nodes = graph.Content.Keys.Count;
        var samples = Math.Min(Samples, nodes);
        var accepted = 0;
        for (var sample = 0; sample < samples; sample++)
        {
            if (graph.Place((int)((long)sample * nodes / samples)) is { } place && plan.Accepts(place.Chunk, place.Row))
                accepted++;
        }

        return Math.Max(1, accepted) / (double)samples;
    }
}
