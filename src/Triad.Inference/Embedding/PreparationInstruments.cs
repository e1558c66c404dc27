using System.Diagnostics;
using System.Diagnostics.Metrics;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Embedding;

/// <summary>Tells how long pictures and sound take to become a graph's numbers. Costs nothing where nobody listens.</summary>
internal static class PreparationInstruments
{
    /// <summary>The instrument's name.</summary>
    public const string Name = "triad.inference.preparation.duration";

    /// <summary>What was prepared, as a tag.</summary>
    public const string Of = "what";

    /// <summary>The tag's value for resizing and cropping.</summary>
    public const string SizeOf = "size";

    /// <summary>The tag's value for pixels that become numbers.</summary>
    public const string PixelsOf = "pixels";

    /// <summary>The tag's value for sound.</summary>
    public const string SoundOf = "sound";

    private static readonly Meter Meter = new(SchedulerInstruments.MeterName);
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>(
        Name, "s", "Time that a picture, a frame or a sound took to become a graph's numbers.");

    /// <summary>Begins to resize; ends where it is disposed.</summary>
    public static Scope Size() => new(SizeOf);

    /// <summary>Begins with pixels; ends where it is disposed.</summary>
    public static Scope Pixels() => new(PixelsOf);

    /// <summary>Begins with sound; ends where it is disposed.</summary>
    public static Scope Sound() => new(SoundOf);

    /// <summary>A preparation that runs.</summary>
    internal readonly ref struct Scope(string what)
    {
        private readonly long _started = Seconds.Enabled ? Stopwatch.GetTimestamp() : 0;

        public void Dispose()
        {
            if (_started != 0)
                Seconds.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, new KeyValuePair<string, object?>(Of, what));
        }
    }
}
