using System.Diagnostics;
using System.Diagnostics.Metrics;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Telemetry;

namespace Triad.Vectors;

/// <summary>What the embedded index tells about itself: meter <see cref="MeterName"/> and a span a call.</summary>
internal sealed class VectorInstruments : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Triad.Vectors";

    private static readonly ActivitySource Source = new(TelemetryNames.VectorsSource);

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _searchSeconds;
    private readonly Histogram<double> _writeSeconds;
    private readonly Counter<long> _compared;
    private readonly Counter<long> _failed;

    public VectorInstruments(Func<int> queuedSearches, Func<int> loadedShards, Func<long> residentBytes)
    {
        _meter.CreateObservableGauge("triad.vectors.search.queue", queuedSearches, "{search}", "Searches that wait for a thread.");
        _meter.CreateObservableGauge("triad.vectors.shards.loaded", loadedShards, "{shard}", "Shards in memory.");
        _meter.CreateObservableGauge("triad.vectors.resident", residentBytes, "By", "Bytes of rows in memory.");
        _searchSeconds = _meter.CreateHistogram<double>("triad.vectors.search.duration", "s", "Time of a search, waiting included.");
        _writeSeconds = _meter.CreateHistogram<double>("triad.vectors.write.duration", "s", "Time of a write, waiting included.");
        _compared = _meter.CreateCounter<long>("triad.vectors.search.rows", "{row}", "Rows compared.");
        _failed = _meter.CreateCounter<long>("triad.vectors.failed", "{call}", "Calls refused or failed, by reason.");
    }

    /// <summary>The span of a call; null where nobody listens.</summary>
    public static Activity? Begin(string call, ShardId shard)
    {
        var span = Source.StartActivity(call);
        span.SetTenant(shard.Tenant);
        return span?.SetTag(TelemetryNames.Shard, shard.Number);
    }

    public void Searched(long rows, TimeSpan elapsed, Activity? span)
    {
        span?.SetTag(TelemetryNames.Rows, rows);
        _searchSeconds.Record(elapsed.TotalSeconds);
        _compared.Add(rows);
    }

    public void Wrote(TimeSpan elapsed) => _writeSeconds.Record(elapsed.TotalSeconds);

    public void Failed(Error error, Activity? span)
    {
        span.SetError(error);
        _failed.Add(1, new KeyValuePair<string, object?>("reason", error.Reason.ToString()));
    }

    public void Dispose() => _meter.Dispose();
}
