using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Triad.Benchmarks.Hosts;
using Triad.Core.Fairness;
using Triad.Grains.Searches;
using Triad.Grains.Telemetry;

namespace Triad.Benchmarks.Fair;

/// <summary>What the gate of searches costs a search that has not to wait.</summary>
internal static class GateTime
{
    private const int Tenants = 100;
    private const int Samples = 20_000;

    /// <summary>Microseconds from a search's coming until it may go on, and to give its place back: the median of many.</summary>
    public static async Task<double> MedianMicrosecondsAsync()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var gate = new SearchGate(
            Options.Create(new SearchOptions()), new GrainsInstruments(services.GetRequiredService<IMeterFactory>()), TimeProvider.System);
        var times = new List<double>(Samples);
        for (var i = 0; i < Samples * 2; i++)
        {
            var share = new FairShare($"tenant-{i % Tenants}", 1);
            var started = Stopwatch.GetTimestamp();
            (await gate.EnterAsync(share, CancellationToken.None)).Value.Dispose();
            if (i >= Samples)
                times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }

        return Load.Median(times);
    }
}
