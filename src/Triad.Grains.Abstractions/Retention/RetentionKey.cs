using System.Globalization;
using Triad.Core.Identity;
using StableHash = Triad.Core.Routing.StableHash;

namespace Triad.Grains.Abstractions.Retention;

/// <summary>Keys of retention grains: the number of a partition.</summary>
public static class RetentionKey
{
    /// <summary>How many partitions there are; fixed, since it decides where a tenant is remembered.</summary>
    public const int Partitions = 8;

    /// <summary>The key of a partition.</summary>
    public static string Of(int partition) => partition.ToString(CultureInfo.InvariantCulture);

    /// <summary>The key of the partition that remembers a tenant.</summary>
    public static string Of(TenantId tenant) => Of((int)(StableHash.Of(tenant.Value) % Partitions));

    /// <summary>Parses a key that <see cref="Of(int)"/> made.</summary>
    public static int Parse(string key) => int.Parse(key, CultureInfo.InvariantCulture);
}
