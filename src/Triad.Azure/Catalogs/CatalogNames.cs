using System.Globalization;
using Triad.Azure.Rows;
using Triad.Core.Catalogs;
using Triad.Core.Identity;

namespace Triad.Azure.Catalogs;

/// <summary>
/// What the blobs of a catalog are called. An entry is <c>catalog/tenant/bucket/DAY/TIME-video!</c>, where day and time count down: names
/// sort as the catalog does, newest first, then by id, and a page begins in the middle without a look at what is before its day. Beside it
/// <c>catalog-ids/tenant/bucket/video!</c> says which entry is a video's.
/// </summary>
internal static class CatalogNames
{
    /// <summary>What the names of all entries begin with.</summary>
    public const string Entries = "catalog/";

    private const int LastDay = 9_999_999;
    private const int TimeDigits = 19;

    public static string PrefixOf(TenantId tenant, int bucket) => FormattableString.Invariant($"{Entries}{tenant}/{bucket}/");

    public static string DayOf(TenantId tenant, int bucket, DateTimeOffset at) =>
        FormattableString.Invariant($"{PrefixOf(tenant, bucket)}{LastDay - (at.UtcTicks / TimeSpan.TicksPerDay):0000000}/");

    public static string EntryOf(TenantId tenant, int bucket, DateTimeOffset at, VideoId video) => FormattableString.Invariant(
        $"{DayOf(tenant, bucket, at)}{long.MaxValue - at.UtcTicks:0000000000000000000}-{video}{RowNames.End}");

    public static string IdOf(TenantId tenant, int bucket, VideoId video) =>
        FormattableString.Invariant($"catalog-ids/{tenant}/{bucket}/{video}{RowNames.End}");

    public static string OwnerOf(TenantId tenant, int bucket) => FormattableString.Invariant($"catalog/{tenant}/{bucket}");

    /// <summary>The tenant of an entry.</summary>
    public static TenantId TenantOf(string entry) => TenantId.From(entry[Entries.Length..entry.IndexOf('/', Entries.Length)]);

    /// <summary>The entry as its name and its metadata tell it.</summary>
    public static CatalogRow RowOf(string entry, long bytes)
    {
        var name = entry.AsSpan(entry.LastIndexOf('/') + 1);
        var ticks = long.MaxValue - long.Parse(name[..TimeDigits], NumberStyles.None, CultureInfo.InvariantCulture);
        return new CatalogRow(VideoId.From(name[(TimeDigits + 1)..^1].ToString()), new DateTimeOffset(ticks, TimeSpan.Zero), bytes);
    }
}
