namespace Triad.Core.Filters;

/// <summary>The metadata under a key is a number within bounds; a bound that is null does not bind.</summary>
public sealed record MetadataRange(string Key, double? Above, double? AtLeast, double? Below, double? AtMost) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(FilterSubject subject) =>
        subject.Metadata.TryGetValue(Key, out var value)
        && value.Number is { } number
        && !(number <= Above) && !(number < AtLeast) && !(number >= Below) && !(number > AtMost);
}
