using Google.Protobuf.WellKnownTypes;
using Triad.Core.Errors;
using Triad.Gateway.Requests;

namespace Triad.Gateway.Values;

/// <summary>Maps retentions between wire and grains.</summary>
internal static class RetentionMapping
{
    // The wire can hold more than a TimeSpan can, and than anybody means.
    private const long Most = 36_500L * 24 * 3600;
    private const int NanosPerTick = 100;

    /// <summary>A retention for a grain; null for ever. Notes one that is none.</summary>
    public static TimeSpan? ToCore(Duration? wire, string field, Violations violations)
    {
        if (wire is null)
            return null;
        if (wire.Seconds is >= 1 and <= Most && wire.Nanos is >= 0 and < 1_000_000_000)
            return TimeSpan.FromSeconds(wire.Seconds) + TimeSpan.FromTicks(wire.Nanos / NanosPerTick);
        violations.Add(wire is { Seconds: 0, Nanos: 0 }
            ? Error.Invalid(field, 0, "would erase every video at once", "Give 1 second to 36500 days, or leave it out: then videos are kept for ever.")
            : Error.Invalid(field, $"{wire.Seconds} s", "is out of range", "Give 1 second to 36500 days, or leave it out: then videos are kept for ever."));
        return null;
    }

    /// <summary>A retention for the wire.</summary>
    public static Duration? ToWire(TimeSpan? retention) => retention is { } time ? Duration.FromTimeSpan(time) : null;
}
