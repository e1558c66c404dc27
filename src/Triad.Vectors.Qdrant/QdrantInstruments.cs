using System.Diagnostics;
using System.Diagnostics.Metrics;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Telemetry;

namespace Triad.Vectors.Qdrant;

/// <summary>What the index on Qdrant tells about itself: meter <see cref="MeterName"/> and a span a call.</summary>
internal sealed class QdrantInstruments : IDisposable
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string MeterName = "Triad.Vectors.Qdrant";

    private static readonly ActivitySource Source = new(MeterName);

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _searchSeconds;
    private readonly Histogram<double> _writeSeconds;
    private readonly Counter<long> _received;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _moved;

    public QdrantInstruments()
    {
        _searchSeconds = _meter.CreateHistogram<double>("triad.qdrant.search.duration", "s", "Time of a search, all rounds.");
        _writeSeconds = _meter.CreateHistogram<double>("triad.qdrant.write.duration", "s", "Time of a write, waiting included.");
        _received = _meter.CreateCounter<long>("triad.qdrant.search.rows", "{row}", "Hits received from the server, before grouping.");
        _failed = _meter.CreateCounter<long>("triad.qdrant.failed", "{call}", "Calls refused or failed, by reason.");
        _moved = _meter.CreateCounter<long>(
            "triad.qdrant.tenants.moved", "{tenant}", "Tenants moved to a shard key of their own, or back.");
    }

    /// <summary>The span of a call; null where nobody listens.</summary>
    public static Activity? Begin(string call, ShardId shard)
    {
        var span = Begin(call, shard.Tenant);
        return span?.SetTag(TelemetryNames.Shard, shard.Number);
    }

    /// <summary>The span of work on a whole tenant.</summary>
    public static Activity? Begin(string call, TenantId tenant)
    {
        var span = Source.StartActivity(call);
        span.SetTenant(tenant);
        return span;
    }

    public void Searched(long rows, TimeSpan elapsed, Activity? span)
    {
        span?.SetTag(TelemetryNames.Rows, rows);
        _searchSeconds.Record(elapsed.TotalSeconds);
        _received.Add(rows);
    }

    public void Wrote(TimeSpan elapsed) => _writeSeconds.Record(elapsed.TotalSeconds);

    public void Moved(string direction) => _moved.Add(1, new KeyValuePair<string, object?>("direction", direction));

    public void Failed(Error error, Activity? span)
    {
        span.SetError(error);
        _failed.Add(1, new KeyValuePair<string, object?>("reason", error.Reason.ToString()));
    }

    public void Dispose() => _meter.Dispose();
}
