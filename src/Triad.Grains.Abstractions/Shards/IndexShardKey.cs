using System.Globalization;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Shards;

/// <summary>Keys of index shard grains: tenant/shard.</summary>
public static class IndexShardKey
{
    /// <summary>Makes the key.</summary>
    public static string Of(ShardId shard) => shard.ToString();

    /// <summary>Parses a key that <see cref="Of"/> made.</summary>
    public static ShardId Parse(string key)
    {
        var slash = key.LastIndexOf('/');
        return new ShardId(TenantId.From(key[..slash]), int.Parse(key.AsSpan(slash + 1), CultureInfo.InvariantCulture));
    }
}
