using Triad.Core.Embedding;

namespace Triad.Inference.Scheduling;

/// <summary>
/// Decides what runs next. Nothing waits for a batch to fill: a free executor takes what is there, the rows first of the tenant that has had the least
/// for its weight, as many of one step and length as have proved best. Queries go before ingest, but after some batches of queries one of ingest has its
/// turn, so neither starves the other. Guarded by its owner's lock.
/// </summary>
internal sealed class BatchQueue(SchedulingOptions options)
{
    private readonly List<GraphLane> _lanes = [];
    private readonly int[] _waiting = new int[2];
    private int _turnsOfQueries;

    /// <summary>Adds a step.</summary>
    public GraphLane AddLane(IBatchStage stage)
    {
        var lane = new GraphLane(stage, options);
        _lanes.Add(lane);
        return lane;
    }

    /// <summary>Removes a step.</summary>
    /// <returns>The rows that waited for it.</returns>
    public IReadOnlyList<ScheduledRow> RemoveLane(GraphLane lane)
    {
        _lanes.Remove(lane);
        return [.. lane.Queues.SelectMany(queue =>
            Take(queue, EmbedPriority.Query, int.MaxValue).Concat(Take(queue, EmbedPriority.Ingest, int.MaxValue)))];
    }

    /// <summary>Rows of a class that wait for any step.</summary>
    public int Waiting(EmbedPriority priority) => _waiting[(int)priority];

    /// <summary>Adds a row.</summary>
    public void Add(ScheduledRow row)
    {
        row.Lane.QueueOf(row.Work).Add(row);
        _waiting[(int)row.Priority]++;
    }

    /// <summary>Removes a row that still waits.</summary>
    public bool Remove(ScheduledRow row)
    {
        var waited = row.Lane.QueueOf(row.Work).Remove(row);
        _waiting[(int)row.Priority] -= waited ? 1 : 0;
        return waited;
    }

    /// <summary>Rows that wait for each step.</summary>
    public IEnumerable<(string Graph, EmbedPriority Priority, int Rows)> Depths() =>
        from lane in _lanes
        from priority in (EmbedPriority[])[EmbedPriority.Query, EmbedPriority.Ingest]
        select (lane.Stage.Name, priority, lane.Count(priority));

    /// <summary>Takes the next batch.</summary>
    /// <param name="idle">How many other executors wait for work: they get their share.</param>
    /// <param name="only">The class of the executor that asks; null where it runs both.</param>
    /// <returns>Null where nothing waits.</returns>
    public GraphBatch? Take(int idle, EmbedPriority? only)
    {
        var query = only != EmbedPriority.Ingest ? Earliest(EmbedPriority.Query) : null;
        var ingest = only != EmbedPriority.Query ? Earliest(EmbedPriority.Ingest) : null;
        var takeQuery = query is not null && (ingest is null || _turnsOfQueries < options.QueryTurns);
        _turnsOfQueries = takeQuery && ingest is not null ? _turnsOfQueries + 1 : 0;
        var priority = takeQuery ? EmbedPriority.Query : EmbedPriority.Ingest;
        if ((takeQuery ? query : ingest) is not { } queue)
            return null;
        var share = (queue.Count(priority) + idle) / (idle + 1);
        return new GraphBatch(queue, Take(queue, priority, Math.Min(share, queue.Sizes.Limit)));
    }

    private List<ScheduledRow> Take(RowQueue queue, EmbedPriority priority, int count)
    {
        var taken = queue.Take(priority, count);
        _waiting[(int)priority] -= taken.Count;
        return taken;
    }

    private RowQueue? Earliest(EmbedPriority priority)
    {
        var (earliest, first) = (default(RowQueue), default(ScheduledRow));
        foreach (var lane in _lanes)
            foreach (var queue in lane.Queues)
                if (queue.Head(priority) is { } head && (first is null || head.IsBefore(first)))
                    (earliest, first) = (queue, head);
        return earliest;
    }
}
