using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>A filter as it crosses to grains.</summary>
/// <param name="Must">All hold.</param>
/// <param name="Should">At least one holds, where there is any.</param>
/// <param name="MustNot">None holds.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.search-filter")]
public sealed record SearchFilter(
    [property: Id(0)] ImmutableArray<SearchCondition> Must,
    [property: Id(1)] ImmutableArray<SearchCondition> Should,
    [property: Id(2)] ImmutableArray<SearchCondition> MustNot)
{
    /// <summary>The filter that everything passes.</summary>
    public static SearchFilter Everything { get; } = new([], [], []);
}
