using System.Numerics.Tensors;
using Triad.Vectors.Rows;
using Triad.Vectors.Scanning;

namespace Triad.Vectors.Graphs;

/// <summary>Builds the graph of a set of rows, and finds out how broad a search in it must be.</summary>
internal static class GraphBuilder
{
    private const int FirstBreadth = 128;
    private const int LastBreadth = 1024;
    private const int Trials = 50;
    private const int Wanted = 10;
    private const double WantedRecall = 0.995;
    private const double LeastRecall = 0.99;

    // Queries of other modalities lie further from the rows than the trials do.
    private const int Headroom = 2;

    /// <summary>Builds it.</summary>
    /// <param name="start">A graph that has some of the rows already; null for none.</param>
    /// <param name="more">The others.</param>
    /// <param name="dimension">Floats a row.</param>
    /// <param name="threads">Threads that it may use.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The graph; null where the rows lie so that a graph does not find them.</returns>
    public static GraphContent? Build(
        RowGraph? start, IReadOnlyList<RowPlace> more, int dimension, int threads, CancellationToken cancellationToken)
    {
        List<GraphKey> keys = [.. start?.Content.Keys ?? []];
        var rows = new List<RowPlace>(keys.Count + more.Count);
        for (var key = 0; key < keys.Count; key++)
            rows.Add(start!.Place(key) ?? default);
        rows.AddRange(more);
        keys.AddRange(more.Select(GraphKey.Of));
        var native = NativeGraph.Of(start?.Content.Native, rows, dimension, threads, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var live = rows.Index().Where(row => row.Item.Chunk is not null).ToDictionary(row => row.Index, row => row.Item);
        if (FindBreadth(native, live, cancellationToken) is { } breadth)
            return new GraphContent(native, keys, breadth);
        native.Dispose();
        return null;
    }

    private static int? FindBreadth(NativeGraph native, Dictionary<int, RowPlace> rows, CancellationToken cancellationToken)
    {
        var trials = MakeTrials(native, rows, cancellationToken);
        for (var breadth = FirstBreadth; ; breadth *= 2)
        {
            var recall = Recall(native, trials, breadth);
            if (recall >= WantedRecall || (breadth >= LastBreadth && recall >= LeastRecall))
                return breadth * Headroom;
            if (breadth >= LastBreadth)
                return null;
        }
    }

    // Between two rows, nearer to one: near what is stored, and not stored.
    private static List<(float[] Query, HashSet<int> Best)> MakeTrials(
        NativeGraph native, Dictionary<int, RowPlace> rows, CancellationToken cancellationToken)
    {
        var draw = new Random(rows.Count);
        var keys = rows.Keys.ToArray();
        var trials = new List<(float[], HashSet<int>)>();
        for (var trial = 0; trial < Trials; trial++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var query = new float[RowKernel.Stride(native.Dimension)];
            Draw().CopyTo(query);
            TensorPrimitives.MultiplyAdd(Draw(), 0.5f, query.AsSpan(0, native.Dimension), query.AsSpan(0, native.Dimension));
            TensorPrimitives.Divide(query, TensorPrimitives.Norm<float>(query), query);
            var best = new PriorityQueue<int, float>();
            foreach (var (key, place) in rows)
            {
                var score = RowKernel.Dot(in place.Chunk.Row(place.Row), query);
                if (best.Count < Wanted)
                    best.Enqueue(key, score);
                else
                    best.EnqueueDequeue(key, score);
            }

            trials.Add((query, [.. best.UnorderedItems.Select(item => item.Element)]));
        }

        return trials;

        ReadOnlySpan<float> Draw() => rows[keys[draw.Next(keys.Length)]].Vector.Span;
    }

    private static double Recall(NativeGraph native, List<(float[] Query, HashSet<int> Best)> trials, int breadth)
    {
        var (found, wanted) = (0, 0);
        var (keys, codes) = (new ulong[breadth], new sbyte[native.Dimension]);
        foreach (var (query, best) in trials)
        {
            RowCodes.Quantise(query.AsSpan(0, native.Dimension), codes);
            var count = native.Search(codes, keys);
            wanted += best.Count;
            foreach (var key in keys.AsSpan(0, count))
                found += best.Contains((int)key) ? 1 : 0;
        }

        return (double)found / wanted;
    }
}
