using System.Globalization;
using Triad.Core.Identity;
using StableHash = Triad.Core.Routing.StableHash;

namespace Triad.Grains.Abstractions.Tenants;

/// <summary>Keys of tenant directory grains: a bucket number.</summary>
public static class TenantDirectoryKey
{
    /// <summary>How many buckets there are; fixed, since it decides where a tenant is listed.</summary>
    public const int Buckets = 8;

    /// <summary>The key of a bucket.</summary>
    public static string Of(int bucket) => bucket.ToString(CultureInfo.InvariantCulture);

    /// <summary>The key of the bucket that lists a tenant.</summary>
    public static string Of(TenantId tenant) => Of((int)(StableHash.Of(tenant.Value) % Buckets));

    /// <summary>Parses a key that <see cref="Of(int)"/> made.</summary>
    public static int Parse(string key) => int.Parse(key, CultureInfo.InvariantCulture);
}
