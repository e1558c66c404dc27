namespace Triad.Core.Filters;

/// <summary>The whole video's length lies within inclusive bounds; a bound that is null does not bind.</summary>
public sealed record VideoDurationWithin(TimeSpan? AtLeast, TimeSpan? AtMost) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(FilterSubject subject) =>
        !(subject.VideoDuration < AtLeast) && !(subject.VideoDuration > AtMost);
}
