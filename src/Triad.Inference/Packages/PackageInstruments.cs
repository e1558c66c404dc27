using System.Diagnostics.Metrics;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Packages;

/// <summary>What is told about loaded packages, in the meter of the embedding part.</summary>
internal sealed class PackageInstruments : IDisposable
{
    private readonly Meter _meter = new(SchedulerInstruments.MeterName);
    private readonly Counter<long> _loads;
    private readonly Counter<long> _unloads;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _waits;

    public PackageInstruments(Func<IEnumerable<(string Package, long Bytes)>> loaded)
    {
        _meter.CreateObservableGauge(
            "triad.inference.packages.memory", () => loaded().Select(entry => new Measurement<long>(entry.Bytes, Tag(entry.Package))), "By",
                "Memory that is booked for a loaded package.");
        _loads = _meter.CreateCounter<long>("triad.inference.packages.loads", "{load}", "Packages loaded, first or again.");
        _unloads = _meter.CreateCounter<long>("triad.inference.packages.unloads", "{unload}", "Packages unloaded, for room or since idle.");
        _refused = _meter.CreateCounter<long>("triad.inference.packages.refused", "{load}", "Loads for which no room came free in time.");
        _waits = _meter.CreateHistogram<double>("triad.inference.packages.wait.duration", "s", "Time that a package waited for room.");
    }

    /// <summary>A package was loaded.</summary>
    public void Loaded(string package) => _loads.Add(1, Tag(package));

    /// <summary>A package was unloaded.</summary>
    public void Unloaded(string package, string why) => _unloads.Add(1, Tag(package), new("why", why));

    /// <summary>A package waited for room.</summary>
    public void Waited(string package, TimeSpan waited, bool inVain)
    {
        _waits.Record(waited.TotalSeconds, Tag(package));
        if (inVain)
            _refused.Add(1, Tag(package));
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string package) => new("package", package);
}
