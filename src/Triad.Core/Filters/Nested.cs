namespace Triad.Core.Filters;

/// <summary>A filter within a filter.</summary>
public sealed record Nested(Filter Filter) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(FilterSubject subject) => Filter.Accepts(subject);
}
