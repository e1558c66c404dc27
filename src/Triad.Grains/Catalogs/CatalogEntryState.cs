namespace Triad.Grains.Catalogs;

/// <summary>A video in the catalog.</summary>
[GenerateSerializer]
[Alias("triad.state.catalog-entry")]
public sealed record CatalogEntryState
{
    /// <summary>The video.</summary>
    [Id(0)]
    public string VideoId { get; init; } = string.Empty;

    /// <summary>When it was uploaded.</summary>
    [Id(1)]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Bytes of the upload.</summary>
    [Id(2)]
    public long Bytes { get; init; }
}
