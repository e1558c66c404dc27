namespace Triad.Client;

/// <summary>A half-open piece of media time.</summary>
/// <param name="Start">From the start of the video.</param>
/// <param name="End">Later than <paramref name="Start"/>; not part of the span itself.</param>
public readonly record struct MediaSpan(TimeSpan Start, TimeSpan End)
{
    /// <summary>How long it is.</summary>
    public TimeSpan Length => End - Start;

    internal static MediaSpan FromWire(V1.Span? span) =>
        new(TimeSpan.FromSeconds(span?.StartSeconds ?? 0), TimeSpan.FromSeconds(span?.EndSeconds ?? 0));

    internal V1.Span ToWire() => new() { StartSeconds = Start.TotalSeconds, EndSeconds = End.TotalSeconds };
}
