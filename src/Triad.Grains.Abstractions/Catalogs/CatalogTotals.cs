namespace Triad.Grains.Abstractions.Catalogs;

/// <summary>What the videos of a catalog come to.</summary>
/// <param name="Videos">How many there are.</param>
/// <param name="Bytes">Bytes of their uploads.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.catalogs.catalog-totals")]
public sealed record CatalogTotals(
    [property: Id(0)] long Videos,
    [property: Id(1)] long Bytes);
