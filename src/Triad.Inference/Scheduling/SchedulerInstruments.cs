using System.Diagnostics;
using System.Diagnostics.Metrics;
using Triad.Core.Embedding;
using Triad.Core.Telemetry;

namespace Triad.Inference.Scheduling;

/// <summary>What the scheduler tells about itself: meter <see cref="MeterName"/> and a span a batch.</summary>
internal sealed class SchedulerInstruments : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Triad.Inference";

    private static readonly ActivitySource Source = new(TelemetryNames.InferenceSource);

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<int> _batchRows;
    private readonly Histogram<double> _batchSeconds;
    private readonly Histogram<double> _waitSeconds;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _cancelled;
    private readonly Counter<long> _failed;

    public SchedulerInstruments(Func<IEnumerable<(string Graph, EmbedPriority Priority, int Rows)>> depths)
    {
        _meter.CreateObservableGauge(
            "triad.inference.queue.rows", () => depths().Select(depth => Measured(depth)), "{row}", "Rows that wait.");
        _batchRows = _meter.CreateHistogram<int>("triad.inference.batch.rows", "{row}", "Rows of a batch.");
        _batchSeconds = _meter.CreateHistogram<double>("triad.inference.batch.duration", "s", "Time that a batch took.");
        _waitSeconds = _meter.CreateHistogram<double>("triad.inference.wait.duration", "s", "Time that a row waited for its batch.");
        _rejected = _meter.CreateCounter<long>("triad.inference.rejected", "{request}", "Requests rejected, by cause: full, or shed (ingest, where queries crowd the queue).");
        _cancelled = _meter.CreateCounter<long>("triad.inference.cancelled", "{row}", "Rows dropped before they ran.");
        _failed = _meter.CreateCounter<long>("triad.inference.failed", "{row}", "Rows that a graph failed on.");
    }

    /// <summary>
    /// The span of a batch, in the trace of the first row's request and linked to the others': a batch belongs to all of them, and a trace has one
    /// parent. Null where nobody listens.
    /// </summary>
    public Activity? Begin(string graph, IReadOnlyList<ScheduledRow> rows)
    {
        if (!Source.HasListeners())
            return null;
        var origins = rows.Select(row => row.Origin).Distinct().ToList();
        var span = Source.StartActivity(
            ActivityKind.Internal, origins[0], links: origins.Skip(1).Where(origin => origin != default).Select(origin => new ActivityLink(origin)),
            name: "embed batch");
        return span?.SetTag("triad.graph", graph).SetTag(TelemetryNames.Rows, rows.Count)
            .SetTag(TelemetryNames.Priority, NameOf(rows[0].Priority));
    }

    /// <summary>A batch ran.</summary>
    public void Ran(string graph, EmbedPriority priority, int rows, TimeSpan elapsed)
    {
        _batchRows.Record(rows, Graph(graph), Priority(priority));
        _batchSeconds.Record(elapsed.TotalSeconds, Graph(graph), Priority(priority));
    }

    /// <summary>A row's turn came.</summary>
    public void Waited(string graph, EmbedPriority priority, TimeSpan waited) =>
        _waitSeconds.Record(waited.TotalSeconds, Graph(graph), Priority(priority));

    /// <summary>A request was turned away.</summary>
    public void Rejected(EmbedPriority priority, bool isShed) =>
        _rejected.Add(1, Priority(priority), new("cause", isShed ? "shed" : "full"));

    /// <summary>A row was dropped.</summary>
    public void Cancelled(string graph) => _cancelled.Add(1, Graph(graph));

    /// <summary>A row failed.</summary>
    public void Failed(string graph) => _failed.Add(1, Graph(graph));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static Measurement<int> Measured((string Graph, EmbedPriority Priority, int Rows) depth) =>
        new(depth.Rows, Graph(depth.Graph), Priority(depth.Priority));

    private static KeyValuePair<string, object?> Graph(string graph) => new("graph", graph);

    private static KeyValuePair<string, object?> Priority(EmbedPriority priority) =>
        new("priority", NameOf(priority));

    private static string NameOf(EmbedPriority priority) => priority == EmbedPriority.Query ? "query" : "ingest";
}
