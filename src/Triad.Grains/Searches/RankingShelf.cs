using Microsoft.Extensions.Options;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>
/// The frozen rankings of one silo. Where there is no room the tenant that has the most here loses its oldest, so one that has less than
/// its share loses nothing to others, and nobody is refused.
/// </summary>
internal sealed class RankingShelf(IOptions<SearchOptions> options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RankingKey, LinkedListNode<KeptRanking>> _kept = [];

    // All live equally long: the oldest is first, and the first to end.
    private readonly LinkedList<KeptRanking> _byAge = new();
    private readonly Dictionary<TenantId, long> _bytesOf = [];
    private readonly TimeSpan _life = TimeSpan.FromMinutes(options.Value.FrozenMinutes);
    private readonly long _room = (long)options.Value.FrozenMebibytes << 20;
    private long _bytes;

    /// <summary>How much memory is taken.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
                return _bytes;
        }
    }

    /// <summary>Keeps a ranking until its time is over or its room is needed.</summary>
    public void Put(RankingKey key, Ranking ranking)
    {
        var kept = new KeptRanking(key, time.GetUtcNow() + _life, ranking);
        lock (_gate)
        {
            Drop(key);
            _kept.Add(key, _byAge.AddLast(kept));
            Count(kept, 1);
            MakeRoom();
        }
    }

    /// <summary>A ranking; null where it is not kept.</summary>
    public Ranking? Get(RankingKey key)
    {
        lock (_gate)
            return Find(key)?.Value.ToRanking();
    }

    /// <summary>Puts a longer ranking in place of one, whose time goes on. False where it is not kept, or not any longer.</summary>
    public bool Replace(RankingKey key, Ranking ranking)
    {
        lock (_gate)
        {
            if (Find(key) is not { } place)
                return false;
            Count(place.Value, -1);
            place.Value = new KeptRanking(key, place.Value.Ends, ranking);
            Count(place.Value, 1);
            MakeRoom();
            return Find(key) is not null;
        }
    }

    /// <summary>Lets go of a ranking.</summary>
    public void Remove(RankingKey key)
    {
        lock (_gate)
            Drop(key);
    }

    private LinkedListNode<KeptRanking>? Find(RankingKey key) =>
        _kept.TryGetValue(key, out var place) && place.Value.Ends > time.GetUtcNow() ? place : null;

    private void Drop(RankingKey key)
    {
        if (!_kept.Remove(key, out var place))
            return;
        _byAge.Remove(place);
        Count(place.Value, -1);
    }

    private void MakeRoom()
    {
        var now = time.GetUtcNow();
        while (_byAge.First is { } oldest && oldest.Value.Ends <= now)
            Drop(oldest.Value.Key);
        while (_bytes > _room)
        {
            var largest = _bytesOf.MaxBy(pair => pair.Value).Key;
            Drop(_byAge.First(kept => kept.Key.Tenant == largest).Key);
        }
    }

    private void Count(KeptRanking kept, int sign)
    {
        var bytes = sign * kept.Bytes;
        _bytes += bytes;
        var own = _bytesOf.GetValueOrDefault(kept.Key.Tenant) + bytes;
        if (own == 0)
            _bytesOf.Remove(kept.Key.Tenant);
        else
            _bytesOf[kept.Key.Tenant] = own;
    }
}
