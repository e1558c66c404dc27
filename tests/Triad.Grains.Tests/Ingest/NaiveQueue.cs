using Triad.Core.Identity;
using Triad.Core.Ingest;

namespace Triad.Grains.Tests.Ingest;

/// <summary>The rules of the queue as plainly as they can be written: a list that is looked through each time.</summary>
internal sealed class NaiveQueue(long firstLease)
{
    private readonly List<Item> _items = [];
    private readonly Dictionary<TenantId, long> _turns = [];
    private readonly Dictionary<TenantId, DateTimeOffset> _held = [];
    private long _lastLease = firstLease;
    private long _lastNumber;
    private long _lastTurn;

    public int Count => _items.Count;

    public int InWork(DateTimeOffset now) => _items.Count(item => item.LeaseId != 0 && item.Until > now);

    public bool HasDue(DateTimeOffset now) => _items.Any(item => item.Until <= now && !IsHeld(item, now));

    public void Hold(TenantId tenant, DateTimeOffset until)
    {
        if (_items.Any(item => item.Tenant == tenant))
            _held[tenant] = until;
    }

    public void Add(TenantId tenant, VideoId video, IngestPriority priority)
    {
        if (Find(tenant, video) is { } known)
        {
            if (known.LeaseId != 0 && !known.AddedAgain && priority == IngestPriority.Bulk)
                (known.Number, known.Priority) = (++_lastNumber, priority);
            known.AddedAgain |= known.LeaseId != 0;
            known.Priority = known.Priority < priority ? known.Priority : priority;
            return;
        }

        if (!_turns.ContainsKey(tenant))
            _turns[tenant] = ++_lastTurn;
        _items.Add(new Item { Tenant = tenant, Video = video, Number = ++_lastNumber, Priority = priority });
    }

    private bool IsHeld(Item item, DateTimeOffset now) => _held.TryGetValue(item.Tenant, out var until) && until > now;

    public (VideoId Video, long LeaseId)? Lease(DateTimeOffset now, TimeSpan time)
    {
        var next = _items.Where(item => item.Until <= now && !IsHeld(item, now))
            .OrderBy(item => _items.Count(other => other.Tenant == item.Tenant && other.LeaseId != 0 && other.Until > now))
            .ThenBy(item => _turns[item.Tenant])
            .ThenBy(item => item.Priority)
            .ThenBy(item => item.Number)
            .FirstOrDefault();
        if (next is null)
            return null;
        (next.LeaseId, next.Until, next.AddedAgain) = (++_lastLease, now + time, false);
        _turns[next.Tenant] = ++_lastTurn;
        return (next.Video, next.LeaseId);
    }

    public bool Prolong(long lease, DateTimeOffset now, TimeSpan time)
    {
        if (_items.Find(item => item.LeaseId == lease && lease != 0) is not { } item)
            return false;
        item.Until = now + time;
        return true;
    }

    /// <summary>Ends a job as a host does: out, or once more where it was added again. False where the lease is lost.</summary>
    public bool Complete(TenantId tenant, VideoId video, long lease)
    {
        if (Find(tenant, video) is not { } item || item.LeaseId != lease || lease == 0)
            return false;
        if (item.AddedAgain)
            (item.LeaseId, item.Until, item.AddedAgain) = (0, DateTimeOffset.MinValue, false);
        else
            _items.Remove(item);
        if (_items.Exists(other => other.Tenant == tenant))
            return true;
        _turns.Remove(tenant);
        _held.Remove(tenant);
        return true;
    }

    public bool Release(TenantId tenant, VideoId video, long lease, DateTimeOffset now, TimeSpan delay)
    {
        if (Find(tenant, video) is not { } item || item.LeaseId != lease || lease == 0)
            return false;
        (item.LeaseId, item.Until, item.AddedAgain) = (0, now + delay, false);
        return true;
    }

    private Item? Find(TenantId tenant, VideoId video) => _items.Find(item => item.Tenant == tenant && item.Video == video);

    private sealed class Item
    {
        public required TenantId Tenant { get; init; }

        public required VideoId Video { get; init; }

        public required long Number { get; set; }

        public required IngestPriority Priority { get; set; }

        public long LeaseId { get; set; }

        public DateTimeOffset Until { get; set; }

        public bool AddedAgain { get; set; }
    }
}
