using System.Globalization;
using Triad.Core.Identity;
using Triad.Core.Rows;

namespace Triad.Grains.Retention;

/// <summary>
/// What a retention grain remembers, a row each: <c>tenant</c> for a tenant with a retention, <c>tenant/video</c> for a video with one of its own and,
/// as its value, the instant in ticks (UTC) at which it is due.
/// </summary>
internal readonly record struct RetentionRow(TenantId Tenant, VideoId? Video, DateTimeOffset DueAt)
{
    private const string OfTenant = "tenant";

    /// <summary>The row's key.</summary>
    public string Key => KeyOf(Tenant, Video);

    /// <summary>What rows of a partition belong to.</summary>
    public static string OwnerOf(int partition) => FormattableString.Invariant($"retention/{partition}");

    /// <summary>The key of a row.</summary>
    public static string KeyOf(TenantId tenant, VideoId? video) => video is { } own ? $"{tenant.Value}/{own.Value}" : tenant.Value;

    /// <summary>As it is stored.</summary>
    public Row ToRow() => new(Key, Video is null ? OfTenant : DueAt.UtcTicks.ToString(CultureInfo.InvariantCulture));

    /// <summary>As it was stored.</summary>
    public static RetentionRow From(Row row)
    {
        var slash = row.Key.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? new RetentionRow(TenantId.From(row.Key), null, default)
            : new RetentionRow(
                TenantId.From(row.Key[..slash]),
                VideoId.From(row.Key[(slash + 1)..]),
                new DateTimeOffset(long.Parse(row.Value, CultureInfo.InvariantCulture), TimeSpan.Zero));
    }
}
