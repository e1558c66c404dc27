using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Quotas;

/// <summary>
/// A token bucket (RFC 2697's, of one rate) for one tenant's queries at this gateway: it fills at the leased rate, and holds what one second brings, at
/// least one query.
/// </summary>
internal sealed class QueryBucket(TimeProvider time)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private volatile Held? _held;
    private long _filled;
    private double _tokens;

    /// <summary>The lease, or null where there is none any more.</summary>
    public QuotaLease? Lease => HeldAt(time.GetTimestamp())?.Lease;

    /// <summary>Takes a query out of the bucket.</summary>
    /// <param name="wait">Zero where there was one; else how long until there is, <see cref="Timeout.InfiniteTimeSpan"/> for never.</param>
    /// <returns>False where the lease is over and nothing was taken.</returns>
    public bool TryTake(out TimeSpan wait)
    {
        var now = time.GetTimestamp();
        wait = TimeSpan.Zero;
        if (HeldAt(now) is not { Lease: var lease })
            return false;
        if (lease.QueriesPerSecond is not { } rate)
            return true; // Without a quota nothing is counted, and nobody waits for the lock.
        lock (_lock)
        {
            Fill(now);
            if (rate <= 0)
                wait = Timeout.InfiniteTimeSpan;
            else if (_tokens < 1)
                wait = LongerThanNothing(TimeSpan.FromSeconds((1 - _tokens) / rate));
            else
                _tokens--;
            return true;
        }
    }

    /// <summary>Goes on with another lease. What is in the bucket stays, as far as the new rate lets it.</summary>
    public void Renew(QuotaLease lease)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            Fill(now);
            if (_held is null)
                _tokens = Capacity(lease);
            _held = new Held(lease, now);
            _tokens = Math.Min(_tokens, Capacity(lease));
        }
    }

    private static double Capacity(QuotaLease lease) => Math.Max(1, lease.QueriesPerSecond ?? 1);

    // Zero says that there was a query to take.
    private static TimeSpan LongerThanNothing(TimeSpan wait) => wait > ShortestWait ? wait : ShortestWait;

    private Held? HeldAt(long now) => _held is { } held && time.GetElapsedTime(held.Since, now) < held.Lease.ValidFor ? held : null;

    private void Fill(long now)
    {
        // Another call may have read its clock earlier and come later.
        if (_held is { Lease: { QueriesPerSecond: { } rate } lease } && now > _filled)
            _tokens = Math.Min(Capacity(lease), _tokens + (time.GetElapsedTime(_filled, now).TotalSeconds * rate));
        _filled = Math.Max(_filled, now);
    }

    private sealed record Held(QuotaLease Lease, long Since);
}
