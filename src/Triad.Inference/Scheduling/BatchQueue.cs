using Triad.Core.Embedding;

namespace Triad.Inference.Scheduling;

/// <summary>
/// Decides what runs next. Nothing waits for a batch to fill: a free executor takes what is there, the earliest request's rows first, as
/// many of one step and length as have proved best. Queries go before ingest, but after some batches of queries one of ingest has its
/// turn, so neither starves the other. Guarded by its owner's lock.
/// </summary>
internal sealed class BatchQueue(SchedulingOptions options)
{
    private readonly List<GraphLane> _lanes = [];
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
            queue.Take(EmbedPriority.Query, int.MaxValue).Concat(queue.Take(EmbedPriority.Ingest, int.MaxValue)))];
    }

    /// <summary>Adds a row.</summary>
    public void Add(ScheduledRow row) => row.Lane.QueueOf(row.Work).Add(row);

    /// <summary>Removes a row that still waits.</summary>
    public bool Remove(ScheduledRow row) => row.Lane.QueueOf(row.Work).Remove(row);

    /// <summary>Rows that wait for each step.</summary>
    public IEnumerable<(string Graph, EmbedPriority Priority, int Rows)> Depths() =>
        from lane in _lanes
        from priority in (EmbedPriority[])[EmbedPriority.Query, EmbedPriority.Ingest]
        select (lane.Stage.Name, priority, lane.Count(priority));

    /// <summary>Takes the next batch.</summary>
    /// <param name="idle">How many other executors wait for work: they get their share.</param>
    /// <returns>Null where nothing waits.</returns>
    public GraphBatch? Take(int idle)
    {
        var (query, ingest) = (Earliest(EmbedPriority.Query), Earliest(EmbedPriority.Ingest));
        var takeQuery = query is not null && (ingest is null || _turnsOfQueries < options.QueryTurns);
        _turnsOfQueries = takeQuery && ingest is not null ? _turnsOfQueries + 1 : 0;
        var priority = takeQuery ? EmbedPriority.Query : EmbedPriority.Ingest;
        if ((takeQuery ? query : ingest) is not { } queue)
            return null;
        var share = (queue.Count(priority) + idle) / (idle + 1);
        return new GraphBatch(queue, queue.Take(priority, Math.Min(share, queue.Sizes.Limit)));
    }

    private RowQueue? Earliest(EmbedPriority priority)
    {
        var (earliest, first) = (default(RowQueue), long.MaxValue);
        foreach (var lane in _lanes)
            foreach (var queue in lane.Queues)
                if (queue.Head(priority) is { } head && head.Sequence < first)
                    (earliest, first) = (queue, head.Sequence);
        return earliest;
    }
}
