namespace Triad.Grains.Catalogs;

/// <summary>The order of a catalog: newest first, then by id.</summary>
internal sealed class CatalogOrder : IComparer<CatalogEntryState>
{
    public static CatalogOrder Instance { get; } = new();

    public int Compare(CatalogEntryState? x, CatalogEntryState? y)
    {
        var newest = y!.CreatedAt.CompareTo(x!.CreatedAt);
        return newest != 0 ? newest : string.CompareOrdinal(x.VideoId, y.VideoId);
    }
}
