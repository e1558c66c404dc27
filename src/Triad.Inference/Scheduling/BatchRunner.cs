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
        var graph = queue.Lane.Graph;
        foreach (var row in rows)
            instruments.Waited(graph.Name, row.Priority, time.GetElapsedTime(row.EnqueuedAt));
        using var span = instruments.Begin(graph.Name, rows);
        try
        {
            var started = time.GetTimestamp();
            RunTogether(queue, rows, started);
            var elapsed = time.GetElapsedTime(started);
            queue.Sizes.Record(rows.Count, elapsed);
            throughput.Record(rows.Count, elapsed);
            instruments.Ran(graph.Name, rows[0].Priority, rows.Count, elapsed);
        }
        catch (Exception exception) when (rows.Count > 1)
        {
            logger.BatchFailed(graph.Name, rows.Count, queue.Length, exception);
            span?.SetStatus(ActivityStatusCode.Error);
            foreach (var row in rows)
                Run(new GraphBatch(queue, [row]));
        }
        catch (Exception exception)
        {
            logger.RowFailed(graph.Name, queue.Length, exception);
            span?.SetStatus(ActivityStatusCode.Error);
            instruments.Failed(graph.Name);
            rows[0].Complete(new Error(ErrorReason.Internal, $"The graph {graph.Name} failed."));
        }
    }

    private void RunTogether(RowQueue queue, IReadOnlyList<ScheduledRow> rows, long started)
    {
        var graph = queue.Lane.Graph;
        using var buffers = new BatchBuffers(graph.Layout, rows.Count, queue.Length);
        for (var i = 0; i < rows.Count; i++)
            rows[i].Work.Fill(buffers, i);
        graph.Run(buffers);
        var share = time.GetElapsedTime(started) / rows.Count;
        foreach (var row in rows)
            row.Compute = share;
        for (var i = 0; i < rows.Count; i++)
            rows[i].Complete(OutcomeOf(graph, rows[i].Work, buffers.Output(i)));
    }

    private Result<float[]> OutcomeOf(IBatchGraph graph, GraphWork work, ReadOnlySpan<float> output)
    {
        var result = output[..work.OutputValues];

        // A NaN anywhere is the result of MaxMagnitude.
        if (float.IsFinite(TensorPrimitives.MaxMagnitude(result)))
            return result.ToArray();
        logger.NotFinite(graph.Name, work.Length);
        instruments.Failed(graph.Name);
        return new Error(ErrorReason.Internal, $"The graph {graph.Name} gave a value that is not finite.");
    }
}
