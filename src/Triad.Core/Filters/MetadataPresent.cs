namespace Triad.Core.Filters;

/// <summary>There is metadata under a key.</summary>
public sealed record MetadataPresent(string Key) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(FilterSubject subject) => subject.Metadata.ContainsKey(Key);
}
