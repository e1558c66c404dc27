namespace Triad.Core.Media;

/// <summary>A span [start, end) of a video's time line.</summary>
/// <param name="Start">The first instant, from the start of the video.</param>
/// <param name="End">The instant after the last; never before the start.</param>
public readonly record struct TimeRange(TimeSpan Start, TimeSpan End)
{
    /// <summary>The length of the span.</summary>
    public TimeSpan Duration => End - Start;

    /// <summary>True where the two spans share an instant.</summary>
    public bool Overlaps(TimeRange other) => Start < other.End && other.Start < End;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"[{Start.TotalSeconds:0.###} s, {End.TotalSeconds:0.###} s)");
}
