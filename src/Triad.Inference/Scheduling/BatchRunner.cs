using System.Diagnostics;
using System.Numerics.Tensors;
using Microsoft.Extensions.Logging;
using Triad.Core.Errors;

namespace Triad.Inference.Scheduling;

/// <summary>Fills, runs and takes apart one batch. One that fails is run again row by row, so that only the row at fault fails.</summary>
internal sealed class BatchRunner(SchedulerInstruments instruments, Throughput throughput, TimeProvider time, ILogger logger)
{
    /// <summary>Runs a batch and completes its rows. Never throws.</summary>
    public void Run(GraphBatch batch)
    {
        var (queue, rows) = (batch.Queue, batch.Rows);
        var stage = queue.Lane.Stage;
        foreach (var row in rows)
            instruments.Waited(stage.Name, row.Priority, time.GetElapsedTime(row.EnqueuedAt));
        using var span = instruments.Begin(stage.Name, rows);
        try
        {
            var started = time.GetTimestamp();
            RunTogether(queue, rows, started);
            var elapsed = time.GetElapsedTime(started);
            queue.Sizes.Record(rows.Count, elapsed);
            throughput.Record(rows.Count, elapsed);
            instruments.Ran(stage.Name, rows[0].Priority, rows.Count, elapsed);
        }
        catch (Exception exception) when (rows.Count > 1)
        {
            logger.BatchFailed(stage.Name, rows.Count, queue.Length, exception);
            span?.SetStatus(ActivityStatusCode.Error);
            foreach (var row in rows)
                Run(new GraphBatch(queue, [row]));
        }
        catch (Exception exception)
        {
            logger.RowFailed(stage.Name, queue.Length, exception);
            span?.SetStatus(ActivityStatusCode.Error);
            instruments.Failed(stage.Name);
            rows[0].Complete(new Error(ErrorReason.Internal, $"The graph {stage.Name} failed."));
        }
    }

    private void RunTogether(RowQueue queue, IReadOnlyList<ScheduledRow> rows, long started)
    {
        var results = queue.Lane.Stage.Run([.. rows.Select(row => row.Work)], queue.Length);
        var share = time.GetElapsedTime(started) / rows.Count;
        foreach (var row in rows)
            row.Compute = share;
        for (var i = 0; i < rows.Count; i++)
            rows[i].Complete(OutcomeOf(queue.Lane.Stage, rows[i].Work, results[i]));
    }

    private Result<float[]> OutcomeOf(IBatchStage stage, StageWork work, float[] result)
    {
        // A NaN anywhere is the result of MaxMagnitude.
        if (float.IsFinite(TensorPrimitives.MaxMagnitude<float>(result)))
            return result;
        logger.NotFinite(stage.Name, work.Length);
        instruments.Failed(stage.Name);
        return new Error(ErrorReason.Internal, $"The graph {stage.Name} gave a value that is not finite.");
    }
}
