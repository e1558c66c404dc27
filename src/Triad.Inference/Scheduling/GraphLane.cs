using Triad.Core.Embedding;

namespace Triad.Inference.Scheduling;

/// <summary>All that waits for one graph, in one queue a length. Guarded by its owner's lock.</summary>
internal sealed class GraphLane
{
    private readonly Dictionary<int, RowQueue> _queues = [];
    private readonly SchedulingOptions _options;

    public GraphLane(IBatchGraph graph, SchedulingOptions options) => (Graph, _options) = (graph, options);

    /// <summary>The graph.</summary>
    public IBatchGraph Graph { get; }

    /// <summary>The queues, one a length that was ever seen.</summary>
    public IReadOnlyCollection<RowQueue> Queues => _queues.Values;

    /// <summary>Batches that run at present.</summary>
    public int Running { get; set; }

    /// <summary>True once the graph takes no more rows.</summary>
    public bool Removed { get; set; }

    /// <summary>Ends when the graph was removed and its last batch is done.</summary>
    public TaskCompletionSource Drained { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The queue of a row.</summary>
    public RowQueue QueueOf(GraphWork work)
    {
        var length = Graph.Layout.BucketOf(work.Length);
        if (_queues.TryGetValue(length, out var queue))
            return queue;
        var byMemory = _options.MaxBatchBytes / Math.Max(1, Graph.Layout.BytesOf(length));
        var largest = (int)Math.Clamp(byMemory, 1, _options.MaxBatchRows);
        return _queues[length] = new RowQueue(this, length, new BatchSizePolicy(largest, _options.BatchTime));
    }

    /// <summary>How many rows of a class wait.</summary>
    public int Count(EmbedPriority priority) => _queues.Values.Sum(queue => queue.Count(priority));
}
