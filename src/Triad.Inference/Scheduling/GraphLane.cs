using Triad.Core.Embedding;

namespace Triad.Inference.Scheduling;

/// <summary>All that waits for one step, in one queue a length. Guarded by its owner's lock.</summary>
internal sealed class GraphLane
{
    private readonly Dictionary<int, RowQueue> _queues = [];
    private readonly SchedulingOptions _options;

    public GraphLane(IBatchStage stage, SchedulingOptions options) => (Stage, _options) = (stage, options);

    /// <summary>The step.</summary>
    public IBatchStage Stage { get; }

    /// <summary>The queues, one a length that was ever seen.</summary>
    public IReadOnlyCollection<RowQueue> Queues => _queues.Values;

    /// <summary>Batches that run at present.</summary>
    public int Running { get; set; }

    /// <summary>True once the step takes no more rows.</summary>
    public bool Removed { get; set; }

    /// <summary>Ends when the step was removed and its last batch is done.</summary>
    public TaskCompletionSource Drained { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The queue of a row.</summary>
    public RowQueue QueueOf(StageWork work)
    {
        var length = Stage.LengthOf(work);
        if (_queues.TryGetValue(length, out var queue))
            return queue;
        var byMemory = _options.MaxBatchBytes / Math.Max(1, Stage.BytesOf(length));
        var largest = (int)Math.Clamp(byMemory, 1, Math.Min(_options.MaxBatchRows, Stage.MostRows));
        return _queues[length] = new RowQueue(this, length, new BatchSizePolicy(largest, _options.BatchTime));
    }

    /// <summary>How many rows of a class wait.</summary>
    public int Count(EmbedPriority priority) => _queues.Values.Sum(queue => queue.Count(priority));
}
