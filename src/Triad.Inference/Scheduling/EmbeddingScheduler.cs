using Microsoft.Extensions.Logging;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Fairness;

namespace Triad.Inference.Scheduling;

/// <summary>
/// Runs the rows of many callers in batches on a few executors that it owns. An executor that is free pulls the next batch; requests
/// beyond the bounds are rejected before they queue; cancelled rows leave their queue at once.
/// </summary>
/// <remarks>
/// With executors of its own, ingest runs on threads that the kernel lets wait for all others: a batch of it that has begun holds up no query. They
/// have what the processor has left.
/// <para>A query whose step takes less than some changes of threads runs on the thread that asks, in the place of an executor that is free.</para>
/// </remarks>
internal sealed class EmbeddingScheduler : IDisposable
{
    private readonly object _lock = new();
    private readonly BatchQueue _queue;
    private readonly AdmissionPolicy _admission;
    private readonly BatchRunner _runner;
    private readonly Throughput _throughput;
    private readonly SchedulerInstruments _instruments;
    private readonly TimeProvider _time;
    private readonly Thread[] _executors;
    private readonly bool _isSplit;
    private readonly int _places;
    private readonly TimeSpan _shortStep;
    private readonly int[] _busy = new int[2];
    private long _sequence;
    private int _ingestRunning;
    private bool _stopping;

    /// <param name="options">Bounds and sizes.</param>
    /// <param name="executors">Batches at once, at least 1.</param>
    /// <param name="time">Measures batches.</param>
    /// <param name="logger">Told of graphs that fail.</param>
    /// <param name="splits">True to run ingest on as many executors again, which yield the processor to everything else.</param>
    public EmbeddingScheduler(
        SchedulingOptions options, int executors, TimeProvider time, ILogger<EmbeddingScheduler> logger, bool splits = false)
    {
        (_isSplit, _places, _shortStep) = (splits, executors, options.ShortStep);
        _queue = new BatchQueue(options);
        _admission = new AdmissionPolicy(options);
        _instruments = new SchedulerInstruments(Depths);
        _throughput = new Throughput(executors);
        _runner = new BatchRunner(_instruments, _throughput, time, logger);
        _time = time;
        _executors =
        [
            .. Enumerable.Range(0, executors).Select(i => new Thread(() => Work(EmbedPriority.Query)) { Name = $"embed-{i}", IsBackground = true }),
            .. Enumerable.Range(0, splits ? executors : 0).Select(i => new Thread(() => Yield(options.IngestNice)) { Name = $"ingest-{i}", IsBackground = true }),
        ];
        foreach (var executor in _executors)
            executor.Start();
    }

    /// <summary>What is being computed for queries, over all packages.</summary>
    public InFlight Asked { get; } = new();

    /// <summary>
    /// Rows that a new query stands behind: those of queries that wait or run, and those of ingest that run now. Ingest that waits is left out,
    /// since queries go before it.
    /// </summary>
    public int QueueDepth => _admission.Admitted(EmbedPriority.Query) + Volatile.Read(ref _ingestRunning);

    /// <summary>Adds a step.</summary>
    public GraphLane Add(IBatchStage stage)
    {
        lock (_lock)
            return _queue.AddLane(stage);
    }

    /// <summary>Removes a step: rows that wait for it fail, and when this returns no batch runs on it any more.</summary>
    public void Remove(GraphLane lane)
    {
        IReadOnlyList<ScheduledRow> left;
        lock (_lock)
        {
            lane.Removed = true;
            left = _queue.RemoveLane(lane);
            if (lane.Running == 0)
                lane.Drained.TrySetResult();
        }

        foreach (var row in left)
            row.Complete(Gone());
        lane.Drained.Task.Wait();
    }

    /// <summary>Asks for room for a request.</summary>
    /// <param name="priority">Who waits.</param>
    /// <param name="rows">Rows that it needs at most, over all steps.</param>
    /// <param name="share">To whom it counts; null for nobody.</param>
    public Result<Admission> Admit(EmbedPriority priority, int rows, FairShare? share = null)
    {
        var admitted = _admission.Admit(priority, share ?? FairShare.Nobody, rows, _throughput.TimePerRow);
        if (admitted.IsOk)
            return new Admission(_admission, priority, admitted.Value, Interlocked.Increment(ref _sequence));
        _instruments.Rejected(priority, isShed: priority == EmbedPriority.Ingest && _admission.IsShedding);
        return admitted.Error;
    }

    /// <summary>Runs a row of an admitted request.</summary>
    /// <returns>The row's output; Internal where the graph failed on it. Cancelled with its caller.</returns>
    public async Task<Result<float[]>> RunAsync(GraphLane lane, StageWork work, Admission admission, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var row = new ScheduledRow(lane, work, admission, _time.GetTimestamp());
        GraphBatch? here;
        lock (_lock)
        {
            if (_stopping || lane.Removed)
                return Gone();
            here = RunsHere(row);
            if (here is null)
            {
                _queue.Add(row);
                Wake();
            }
        }

        if (here is not null)
        {
            Run(here, EmbedPriority.Query);
            lock (_lock)
                if (_queue.Waiting(EmbedPriority.Query) + _queue.Waiting(EmbedPriority.Ingest) > 0)
                    Wake(); // An executor that found no place waits for this one.
            admission.Spend(row.Compute);
            return await row.Completion.ConfigureAwait(false);
        }

        await using (cancellationToken.UnsafeRegister(_ => Drop(row, cancellationToken), null))
        {
            var outcome = await row.Completion.ConfigureAwait(false);
            admission.Spend(row.Compute);
            return outcome;
        }
    }

    /// <summary>Ends the executors after their present batch; rows that wait fail.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_stopping)
                return;
            _stopping = true;
            Monitor.PulseAll(_lock);
        }

        foreach (var executor in _executors)
            executor.Join();
        while (Next() is { } batch)
            foreach (var row in batch.Rows)
                row.Complete(Gone());
        _instruments.Dispose();
    }

    private void Yield(int nice)
    {
        ThreadPriorities.Lower(nice);
        Work(EmbedPriority.Ingest);
    }

    private void Work(EmbedPriority kind)
    {
        while (Wait(kind) is { } batch)
            Run(batch, kind);
    }

    private void Run(GraphBatch batch, EmbedPriority kind)
    {
        _runner.Run(batch);
        var lane = batch.Queue.Lane;
        lock (_lock)
        {
            _busy[(int)kind]--;
            _ingestRunning -= batch.IngestRows;
            lane.Running--;
            if (lane.Removed && lane.Running == 0)
                lane.Drained.TrySetResult();
        }
    }

    // The one that would be woken may be of the other kind.
    private void Wake()
    {
        if (_isSplit)
            Monitor.PulseAll(_lock);
        else
            Monitor.Pulse(_lock);
    }

    private GraphBatch? RunsHere(ScheduledRow row)
    {
        if (row.Priority != EmbedPriority.Query || _busy[(int)EmbedPriority.Query] >= _places || _queue.Waiting(EmbedPriority.Query) > 0)
            return null;
        var queue = row.Lane.QueueOf(row.Work);
        return queue.Sizes.TimeOfOne < _shortStep ? Begun(new GraphBatch(queue, [row]), EmbedPriority.Query) : null;
    }

    private GraphBatch Begun(GraphBatch batch, EmbedPriority kind)
    {
        _busy[(int)kind]++;
        batch.Queue.Lane.Running++;
        _ingestRunning += batch.IngestRows;
        _admission.Begin(batch.Rows[0].Priority, batch.Rows[0].Start);
        return batch;
    }

    private static Error Gone() =>
        new(
            ErrorReason.Unavailable,
            "The embedder is shutting down or the model package was unloaded.",
            Remedy: "Retry on another worker.");

    private GraphBatch? Wait(EmbedPriority kind)
    {
        lock (_lock)
        {
            while (!_stopping)
            {
                var free = _places - _busy[(int)kind];
                if (free > 0 && _queue.Take(free - 1, _isSplit ? kind : null) is { } batch)
                    return Begun(batch, kind);
                Monitor.Wait(_lock);
            }

            return null;
        }
    }

    private GraphBatch? Next()
    {
        lock (_lock)
            return _queue.Take(idle: 0, only: null);
    }

    private void Drop(ScheduledRow row, CancellationToken cancellationToken)
    {
        bool waited;
        lock (_lock)
            waited = _queue.Remove(row);
        if (waited)
            _instruments.Cancelled(row.Lane.Stage.Name);
        row.Cancel(cancellationToken);
    }

    private List<(string Graph, EmbedPriority Priority, int Rows)> Depths()
    {
        lock (_lock)
            return [.. _queue.Depths()];
    }
}
