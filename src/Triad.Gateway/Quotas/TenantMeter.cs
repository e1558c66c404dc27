using Triad.Core.Errors;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Quotas;

/// <summary>What this gateway knows of one tenant's quotas, and lets through by them.</summary>
internal sealed class TenantMeter(TimeProvider time)
{
    // Who has used its share up asks for a larger one as often at most, however many are refused.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly QueryWindow _window = new(time);
    private QuotaLease? _lease;
    private Task<Result>? _renewing;
    private long _leased;
    private int _asked;

    /// <summary>Bytes of answers.</summary>
    public DayMeter Sent { get; } = new(TenantQuota.BytesSentPerDay, time);

    /// <summary>Seconds of embedding of queries.</summary>
    public DayMeter Embedded { get; } = new(TenantQuota.EmbedSecondsPerDay, time);

    /// <summary>The lease that runs; null where there is none any more.</summary>
    public QuotaLease? Lease
    {
        get
        {
            lock (_lock)
                return _lease is { } lease && time.GetElapsedTime(_leased) < lease.ValidFor ? lease : null;
        }
    }

    /// <summary>Lets a query through.</summary>
    /// <param name="wait">Zero where it is let through; else how long until the next one is, <see cref="Timeout.InfiniteTimeSpan"/> for never.</param>
    /// <param name="mayRenew">True where asking the tenant for a larger share may help.</param>
    /// <returns>False where there is no lease any more, and nothing was decided.</returns>
    public bool TryEnter(out TimeSpan wait, out bool mayRenew)
    {
        (wait, mayRenew) = (TimeSpan.Zero, false);
        lock (_lock)
        {
            if (_lease is not { } lease || time.GetElapsedTime(_leased) is var age && age >= lease.ValidFor)
                return false;
            if (lease.QueriesPerSecond is null)
                return true;
            _asked++;
            wait = _window.Take();
            mayRenew = wait != TimeSpan.Zero && age >= Rest;
            return true;
        }
    }

    /// <summary>Queries that would be let through now.</summary>
    public int Free()
    {
        lock (_lock)
            return _window.Free();
    }

    /// <summary>Renews the lease; all who need it at a time wait for one call.</summary>
    public Task<Result> RenewAsync(Func<double?, Task<Result<QuotaLease>>> ask)
    {
        lock (_lock)
            return _renewing is { IsCompleted: false } running ? running : _renewing = RenewOnceAsync(ask);
    }

    private async Task<Result> RenewOnceAsync(Func<double?, Task<Result<QuotaLease>>> ask)
    {
        double? demand;
        var asking = time.GetTimestamp();
        lock (_lock)
        {
            var age = time.GetElapsedTime(_leased, asking);
            demand = _lease is null || age >= 2 * _lease.ValidFor ? null : _asked / Math.Max(age.TotalSeconds, 0.001);
            _asked = 0;
        }

        var leased = await ask(demand);
        if (!leased.IsOk)
            return leased.Error;
        lock (_lock)
        {
            var isFresh = _lease is null || time.GetElapsedTime(_leased, asking) >= _lease.ValidFor;
            if (leased.Value.QueriesPerSecond is { } rate)
                _window.Set(rate, leased.Value.MayBurst, isFresh);

            // The tenant counts from when it answered, and this gateway from when it asked: the share is over here first.
            (_lease, _leased) = (leased.Value, asking);
        }

        return Result.Ok;
    }
}
