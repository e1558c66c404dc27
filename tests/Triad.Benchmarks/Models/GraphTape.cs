using System.Collections.Concurrent;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;

namespace Triad.Benchmarks.Models;

/// <summary>Sees the batches of all graphs: counts their rows, and keeps the tensors where it is told to.</summary>
internal sealed class GraphTape : IGraphWatch
{
    private readonly ConcurrentDictionary<string, long> _rows = new(StringComparer.Ordinal);
    private ConcurrentQueue<TapedBatch>? _batches;

    /// <summary>Rows that went through each graph so far, by package and graph.</summary>
    public IReadOnlyDictionary<string, long> Rows => _rows;

    public IBatchGraph Around(IBatchGraph graph, string file) => new WatchedGraph(graph, file, this);

    /// <summary>Keeps all batches while something runs.</summary>
    public async Task<IReadOnlyList<TapedBatch>> RecordAsync(Func<Task> run)
    {
        var batches = new ConcurrentQueue<TapedBatch>();
        Volatile.Write(ref _batches, batches);
        try
        {
            await run();
        }
        finally
        {
            Volatile.Write(ref _batches, null);
        }

        return [.. batches];
    }

    /// <summary>A batch has run.</summary>
    public void Saw(IBatchGraph graph, string file, BatchBuffers batch)
    {
        _rows.AddOrUpdate(graph.Name, batch.Rows, (_, rows) => rows + batch.Rows);
        Volatile.Read(ref _batches)?.Enqueue(new TapedBatch(file, graph.Layout, batch));
    }
}
