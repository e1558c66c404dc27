using Qdrant.Client.Grpc;

namespace Triad.Doubles.Storage;

/// <summary>Which shards a request reads and writes.</summary>
internal static class ShardRouting
{
    /// <summary>The shards that answer a read.</summary>
    public static IReadOnlyList<Shard> ForRead(DoubleCollection collection, ShardKeySelector? selector)
    {
        if (selector is null)
            return [.. collection.Shards.Where(shard => shard.IsActive || !collection.HasShardKeys)];
        var keys = KeysOf(selector);
        if (selector.Fallback.IsGiven())
            return WithFallback(collection, keys[0], selector.Fallback);
        Shard[] shards = [.. keys.SelectMany(key => collection.HasShardKey(key) ? collection.ShardsOf(key) : throw NotFound(key))];
        if (Array.Find(shards, shard => !shard.IsActive) is { } passive)
            throw Refusal.Internal($"The replica set for shard {passive.Id} on peer {Peer.Id} does not have enough active replicas");
        return shards;
    }

    /// <summary>The shards that take a write, one list a shard key.</summary>
    public static IReadOnlyList<IReadOnlyList<Shard>> ForWrite(DoubleCollection collection, ShardKeySelector? selector)
    {
        if (selector is null || KeysOf(selector) is not { Count: > 0 } keys)
        {
            return collection.HasShardKeys
                ? throw Refusal.WrongInput("Shard key not specified")
                : [collection.Shards];
        }

        if (selector.Fallback.IsGiven())
            return [WithFallback(collection, keys[0], selector.Fallback)];
        return [.. keys.Select(key => collection.HasShardKey(key)
            ? collection.ShardsOf(key).ToArray()
            : throw Refusal.WrongInput($"Shard key {key.Named()} not found"))];
    }

    /// <summary>The shard among those of a key that an id belongs to.</summary>
    public static Shard Of(PointKey key, IReadOnlyList<Shard> shards) => shards[(int)(key.Value % (uint)shards.Count)];

    private static List<ShardKey> KeysOf(ShardKeySelector selector)
    {
        var keys = selector.ShardKeys.Where(key => key.IsGiven()).ToList();
        if (keys.Count != 1 && selector.Fallback.IsGiven())
        {
            throw Refusal.Malformed(
                $"Fallback shard key {selector.Fallback.Named()} can be set only when a single shard key is provided");
        }

        return keys;
    }

    // The target where all of it is active, else the fallback. A write goes to one of them: a transfer copies what is there at its end.
    private static Shard[] WithFallback(DoubleCollection collection, ShardKey target, ShardKey fallback)
    {
        Shard[] wanted = [.. collection.ShardsOf(target)];
        if (wanted.Length > 0 && Array.TrueForAll(wanted, shard => shard.IsActive))
            return wanted;
        if (!collection.HasShardKey(fallback))
        {
            var neither = $"Neither target shard key {target.Named()} nor fallback shard key {fallback.Named()}";
            throw wanted.Length == 0
                ? Refusal.NotFound($"{neither} exist not found")
                : Refusal.Unavailable($"{neither} have active replicas");
        }

        return [.. collection.ShardsOf(fallback)];
    }

    private static Exception NotFound(ShardKey key) => Refusal.BadRequest($"Shard key {key.Named()} not found");
}
