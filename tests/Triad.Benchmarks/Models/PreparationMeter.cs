using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Triad.Inference.Embedding;

namespace Triad.Benchmarks.Models;

/// <summary>
/// Hears from the front ends how long each of their steps took. The quick ones of a step count, times how often it was made: the others were
/// interrupted by another program, and say nothing.
/// </summary>
internal sealed class PreparationMeter : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Step, double Seconds)> _steps = new();

    public PreparationMeter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == PreparationInstruments.Name) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => _steps.Enqueue(((string)tags[0].Value!, seconds)));
        _listener.Start();
    }

    /// <summary>The steps since it was made.</summary>
    public IReadOnlyCollection<(string Step, double Seconds)> Steps => _steps;

    /// <summary>The time of steps.</summary>
    public static TimeSpan TotalOf(IEnumerable<(string Step, double Seconds)> steps) => TimeSpan.FromSeconds(steps.GroupBy(step => step.Step).Sum(same => same.Count() * Quick([.. same.Select(step => step.Seconds)])));

    public void Dispose() => _listener.Dispose();

    private static double Quick(double[] values) => values.Order().ElementAt(values.Length / 8);
}
