using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Catalogs;

/// <summary>A video in a tenant's catalog.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="CreatedAt">When it was uploaded: newest first is the order of the catalog, then by id.</param>
/// <param name="Bytes">Of the upload; 0 where the entry only marks a place in the list.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.catalogs.catalog-entry")]
public sealed record CatalogEntry(
    [property: Id(0)] VideoId VideoId,
    [property: Id(1)] DateTimeOffset CreatedAt,
    [property: Id(2)] long Bytes = 0);
