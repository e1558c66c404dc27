using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;

namespace Triad.Gateway.Calls;

/// <summary>What the gateway measures.</summary>
public sealed class GatewayInstruments
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Triad.Gateway";

    private readonly TimeProvider _time;
    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<long> _running;
    private readonly Counter<long> _uploaded;

    /// <summary>Makes the instruments.</summary>
    public GatewayInstruments(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(MeterName);
        _duration = meter.CreateHistogram<double>("triad.gateway.call.duration", "s", "How long calls take, by method and status code.");
        _running = meter.CreateUpDownCounter<long>("triad.gateway.call.running", "{call}", "Calls that are running, by method.");
        _uploaded = meter.CreateCounter<long>("triad.gateway.upload.bytes", "By", "Bytes of uploads that became durable, by tenant.");
    }

    internal CallMeasure Begin(string method)
    {
        CallSpan.Name(Activity.Current, method);
        _running.Add(1, new KeyValuePair<string, object?>("rpc.method", method));
        return new CallMeasure(this, method, _time.GetTimestamp());
    }

    internal void End(string method, StatusCode code, long started)
    {
        CallSpan.End(Activity.Current, code);
        _running.Add(-1, new KeyValuePair<string, object?>("rpc.method", method));
        _duration.Record(
            _time.GetElapsedTime(started).TotalSeconds,
            new KeyValuePair<string, object?>("rpc.method", method),
            new KeyValuePair<string, object?>("rpc.grpc.status_code", (int)code));
    }

    internal void Uploaded(string tenant, long bytes) => _uploaded.Add(bytes, new KeyValuePair<string, object?>("triad.tenant", tenant));
}
