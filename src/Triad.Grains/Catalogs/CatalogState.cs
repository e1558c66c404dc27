using System.Collections.Immutable;

namespace Triad.Grains.Catalogs;

/// <summary>The videos of one bucket of a tenant.</summary>
[GenerateSerializer]
[Alias("triad.state.catalog")]
public sealed record CatalogState
{
    /// <summary>Newest first, then by id.</summary>
    [Id(0)]
    public ImmutableArray<CatalogEntryState> Entries { get; init; } = [];
}
