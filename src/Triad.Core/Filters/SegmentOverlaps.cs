using Triad.Core.Media;

namespace Triad.Core.Filters;

/// <summary>The segment shares an instant with a span of its video's time line.</summary>
public sealed record SegmentOverlaps(TimeRange Span) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(FilterSubject subject) => subject.Span.Overlaps(Span);
}
