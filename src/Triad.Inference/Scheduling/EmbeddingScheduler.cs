using Microsoft.Extensions.Logging;
using Triad.Core.Embedding;
using Triad.Core.Errors;

namespace Triad.Inference.Scheduling;

/// <summary>
/// Runs the rows of many callers in batches on a few executors that it owns. An executor that is free pulls the next batch; requests
/// beyond the bounds are rejected before they queue; cancelled rows leave their queue at once.
/// </summary>
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
    private long _sequence;
    private int _idle;
    private int _ingestRunning;
    private bool _stopping;

    public EmbeddingScheduler(SchedulingOptions options, int executors, TimeProvider time, ILogger<EmbeddingScheduler> logger)
    {
        _queue = new BatchQueue(options);
        _admission = new AdmissionPolicy(options);
        _instruments = new SchedulerInstruments(Depths);
        _throughput = new Throughput(executors);
        _runner = new BatchRunner(_instruments, _throughput, time, logger);
        _time = time;
        _executors = [.. Enumerable.Range(0, executors).Select(i => new Thread(Work) { Name = $"embed-{i}", IsBackground = true })];
        foreach (var executor in _executors)
            executor.Start();
    }

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
    public Result<Admission> Admit(EmbedPriority priority, int rows)
    {
        var admitted = _admission.Admit(priority, rows, _throughput.TimePerRow);
        if (admitted.IsOk)
            return new Admission(_admission, priority, rows, Interlocked.Increment(ref _sequence));
        _instruments.Rejected(priority);
        return admitted.Error;
    }

    /// <summary>Runs a row of an admitted request.</summary>
    /// <returns>The row's output; Internal where the graph failed on it. Cancelled with its caller.</returns>
    public async Task<Result<float[]>> RunAsync(GraphLane lane, StageWork work, Admission admission, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var row = new ScheduledRow(lane, work, admission.Priority, admission.Sequence, _time.GetTimestamp());
        lock (_lock)
        {
            if (_stopping || lane.Removed)
                return Gone();
            _queue.Add(row);
            Monitor.Pulse(_lock);
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
        while (Next(0) is { } batch)
            foreach (var row in batch.Rows)
                row.Complete(Gone());
        _instruments.Dispose();
    }

    private void Work()
    {
        while (Wait() is { } batch)
        {
            _runner.Run(batch);
            Finish(batch);
        }
    }

    private void Finish(GraphBatch batch)
    {
        var lane = batch.Queue.Lane;
        lock (_lock)
        {
            _ingestRunning -= batch.IngestRows;
            lane.Running--;
            if (lane.Removed && lane.Running == 0)
                lane.Drained.TrySetResult();
        }
    }

    private static Error Gone() =>
        new(
            ErrorReason.Unavailable,
            "The embedder is shutting down or the model package was unloaded.",
            Remedy: "Retry on another worker.");

    private GraphBatch? Wait()
    {
        lock (_lock)
        {
            while (!_stopping)
            {
                if (_queue.Take(_idle) is { } batch)
                {
                    batch.Queue.Lane.Running++;
                    _ingestRunning += batch.IngestRows;
                    return batch;
                }

                _idle++;
                Monitor.Wait(_lock);
                _idle--;
            }

            return null;
        }
    }

    private GraphBatch? Next(int idle)
    {
        lock (_lock)
            return _queue.Take(idle);
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
