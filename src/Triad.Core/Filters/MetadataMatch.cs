using System.Collections.Immutable;
using Triad.Core.Metadata;

namespace Triad.Core.Filters;

/// <summary>The metadata under a key equals one of some values; a list matches where it has one of them.</summary>
public sealed record MetadataMatch(string Key, ImmutableArray<MetadataValue> AnyOf) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(FilterSubject subject)
    {
        if (!subject.Metadata.TryGetValue(Key, out var value))
            return false;
        foreach (var wanted in AnyOf)
            if (wanted.Finds(value))
                return true;
        return false;
    }
}
