using System.Globalization;
using Triad.Core.Identity;
using Triad.Core.Media;

namespace Triad.Grains.Shards;

/// <summary>The names of a shard's stored copies: each says who wrote it, so that a lost twin deletes no copy that it does not know of.</summary>
internal static class ShardCopyName
{
    /// <summary>The name of a copy that the activation of an epoch writes.</summary>
    public static string Of(ShardId shard, long epoch, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(shard)}{epoch}-{number}");

    /// <summary>The epoch of a copy of the shard; null where the blob is none, 0 where its name tells no epoch.</summary>
    public static long? EpochOf(ShardId shard, string blob)
    {
        var prefix = PrefixOf(shard);
        if (!blob.StartsWith(prefix, StringComparison.Ordinal))
            return null;
        var epoch = blob[prefix.Length..].Split('-')[0];
        return long.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private static string PrefixOf(ShardId shard) => string.Create(CultureInfo.InvariantCulture, $"{MediaBlobKind.ShardPrefix}.{shard.Number:D4}.");
}
