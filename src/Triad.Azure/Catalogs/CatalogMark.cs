using System.Globalization;

namespace Triad.Azure.Catalogs;

/// <summary>The metadata of a catalog's blobs: when the video was uploaded, in ticks of UTC, and its bytes.</summary>
internal readonly record struct CatalogMark(long CreatedAt, long Bytes)
{
    private const string Created = "created";
    private const string Length = "bytes";

    public static CatalogMark From(IDictionary<string, string> metadata) => new(
        long.Parse(metadata[Created], NumberStyles.None, CultureInfo.InvariantCulture),
        long.Parse(metadata[Length], NumberStyles.None, CultureInfo.InvariantCulture));

    public Dictionary<string, string> ToMetadata() => new()
    {
        [Created] = CreatedAt.ToString(CultureInfo.InvariantCulture),
        [Length] = Bytes.ToString(CultureInfo.InvariantCulture),
    };
}
