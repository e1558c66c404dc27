using System.Globalization;
using Triad.Core.Identity;
using StableHash = Triad.Core.Routing.StableHash;

namespace Triad.Grains.Abstractions.Catalogs;

/// <summary>Keys of catalog grains: tenant/bucket.</summary>
public readonly record struct CatalogKey(TenantId Tenant, int Bucket)
{
    /// <summary>How many buckets a tenant has; fixed, since it decides where a video is listed.</summary>
    public const int Buckets = 8;

    /// <summary>The key of the bucket that lists a video.</summary>
    public static CatalogKey Of(TenantId tenant, VideoId video) => new(tenant, (int)(StableHash.Of(video.Value) % Buckets));

    /// <summary>The grain key.</summary>
    public override string ToString() => FormattableString.Invariant($"{Tenant}/{Bucket}");

    /// <summary>Parses a key that <see cref="ToString"/> made.</summary>
    public static CatalogKey Parse(string key)
    {
        var slash = key.LastIndexOf('/');
        return new CatalogKey(TenantId.From(key[..slash]), int.Parse(key.AsSpan(slash + 1), CultureInfo.InvariantCulture));
    }
}
