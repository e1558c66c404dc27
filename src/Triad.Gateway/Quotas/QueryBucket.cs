using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Quotas;

/// <summary>
/// A token bucket (RFC 2697's, of one rate) for one tenant's queries at this gateway: it fills at the leased rate, and holds what one second brings, at
/// least one query.
/// </summary>
internal sealed class QueryBucket(TimeProvider time)
{
    private readonly Lock _lock = new();
    private QuotaLease? _lease;
    private long _leased;
    private long _filled;
    private double _tokens;

    /// <summary>The lease, or null where there is none any more.</summary>
    public QuotaLease? Lease
    {
        get
        {
            lock (_lock)
                return _lease is not null && time.GetElapsedTime(_leased) < _lease.ValidFor ? _lease : null;
        }
    }

    /// <summary>Goes on with another lease. What is in the bucket stays, as far as the new rate lets it.</summary>
    public void Renew(QuotaLease lease)
    {
        lock (_lock)
        {
            Fill();
            if (_lease is null)
                _tokens = Capacity(lease);
            (_lease, _leased) = (lease, time.GetTimestamp());
            _tokens = Math.Min(_tokens, Capacity(lease));
        }
    }

    /// <summary>Takes a query out of the bucket.</summary>
    /// <returns>Null where there was one; else how long until there is, <see cref="Timeout.InfiniteTimeSpan"/> for never.</returns>
    public TimeSpan? Take()
    {
        lock (_lock)
        {
            if (_lease?.QueriesPerSecond is not { } rate)
                return null;
            if (rate <= 0)
                return Timeout.InfiniteTimeSpan;
            Fill();
            if (_tokens < 1)
                return TimeSpan.FromSeconds((1 - _tokens) / rate);
            _tokens--;
            return null;
        }
    }

    private static double Capacity(QuotaLease lease) => Math.Max(1, lease.QueriesPerSecond ?? 1);

    private void Fill()
    {
        if (_lease is { QueriesPerSecond: { } rate } lease)
            _tokens = Math.Min(Capacity(lease), _tokens + (time.GetElapsedTime(_filled).TotalSeconds * rate));
        _filled = time.GetTimestamp();
    }
}
