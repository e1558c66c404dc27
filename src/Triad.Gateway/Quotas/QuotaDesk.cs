using System.Collections.Concurrent;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Quotas;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Quotas;

/// <summary>
/// Holds tenants to what they may ask. The tenant's grain leases this gateway a share of what a second brings, and grants it a part of what a day brings; in
/// between a call costs no other, also where it is refused.
/// </summary>
internal sealed class QuotaDesk(IGrainFactory grains, TimeProvider time)
{
    // Far above the tenants that one gateway serves at a time; a bound against growing without end.
    private const int MaxMeters = 10_000;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<TenantId, TenantMeter> _meters = new();
    private readonly string _gateway = Guid.NewGuid().ToString("n");

    /// <summary>Lets a query of a tenant in, or says why not.</summary>
    public ValueTask<Result> EnterQueryAsync(TenantId tenant)
    {
        var meter = MeterOf(tenant);
        return meter.TryEnter(out var wait, out var mayRenew) && !mayRenew && meter.Lease is { EmbedSecondsPerDay: null } lease
            ? ValueTask.FromResult(Outcome(lease, wait))
            : EnterSlowlyAsync(tenant, meter, wait, mayRenew);
    }

    /// <summary>Lets a call in whose answer counts as bytes sent, or says why not.</summary>
    public ValueTask<Result> EnterReadAsync(TenantId tenant)
    {
        var meter = MeterOf(tenant);
        return meter.Lease is { BytesSentPerDay: null } ? ValueTask.FromResult(Result.Ok) : EnterReadSlowlyAsync(tenant, meter);
    }

    /// <summary>True where bytes sent to a tenant are to be counted.</summary>
    public bool CountsSent(TenantId tenant) => MeterOf(tenant).Lease is { BytesSentPerDay: not null };

    /// <summary>Counts bytes of an answer.</summary>
    public void Sent(TenantId tenant, long bytes) => MeterOf(tenant).Sent.Spend(bytes);

    /// <summary>Counts the embedding of a query.</summary>
    public void Embedded(TenantId tenant, TimeSpan compute)
    {
        var meter = MeterOf(tenant);
        if (meter.Lease is { EmbedSecondsPerDay: not null })
            meter.Embedded.Spend(compute.TotalSeconds);
    }

    /// <summary>The use of the queries a second, for an answer; null where they do not bind.</summary>
    public QuotaUse? QueriesOf(TenantId tenant)
    {
        var meter = MeterOf(tenant);
        return meter.Lease?.QuotaQueriesPerSecond is { } quota ? Queries(quota, quota - Math.Min(quota, meter.Free())) : null;
    }

    private static QuotaUse Queries(double quota, double used) => new(QuotaNames.QueriesPerSecond, quota, used, Second);

    private static Result Outcome(QuotaLease lease, TimeSpan wait)
    {
        if (wait == TimeSpan.Zero)
            return Result.Ok;
        var use = Queries(lease.QuotaQueriesPerSecond ?? 0, lease.QuotaQueriesPerSecond ?? 0);
        return use.Limit == 0 ? QuotaRefusals.Forbidden(use) : QuotaRefusals.UsedUp(use, wait == Timeout.InfiniteTimeSpan ? lease.ValidFor : wait);
    }

    private async ValueTask<Result> EnterSlowlyAsync(TenantId tenant, TenantMeter meter, TimeSpan wait, bool mayRenew)
    {
        if (mayRenew || meter.Lease is null)
        {
            var renewed = await RenewAsync(tenant, meter);
            if (!renewed.IsOk)
                return renewed;
            meter.TryEnter(out wait, out _);
        }

        if (meter.Lease is not { } lease)
            return new Error(ErrorReason.Unavailable, "The tenant's quotas could not be read in time.", Remedy: "Retry.", RetryAfter: Second);
        var entered = Outcome(lease, wait);
        return entered.IsOk && lease.EmbedSecondsPerDay is not null ? await EnterDayAsync(tenant, meter.Embedded, QuotaNames.EmbedSecondsPerDay) : entered;
    }

    private async ValueTask<Result> EnterReadSlowlyAsync(TenantId tenant, TenantMeter meter)
    {
        if (meter.Lease is null)
        {
            var renewed = await RenewAsync(tenant, meter);
            if (!renewed.IsOk)
                return renewed;
        }

        return meter.Lease is { BytesSentPerDay: not null } ? await EnterDayAsync(tenant, meter.Sent, QuotaNames.BytesSentPerDay) : Result.Ok;
    }

    private async ValueTask<Result> EnterDayAsync(TenantId tenant, DayMeter meter, string quota)
    {
        if (meter.HasLeft)
            return Result.Ok;
        if (meter.MayDraw)
        {
            var drawn = await meter.DrawAsync(_gateway, asked => grains.Quota(tenant).DrawAsync(asked, CancellationToken.None));
            if (!drawn.IsOk)
                return drawn;
            if (meter.HasLeft)
                return Result.Ok;
        }

        return meter.Grant is { Limit: { } limit } grant
            ? QuotaRefusals.UsedUp(new QuotaUse(quota, limit, grant.Used, TimeSpan.FromDays(1)), meter.UntilReset)
            : Result.Ok;
    }

    private Task<Result> RenewAsync(TenantId tenant, TenantMeter meter) =>
        meter.RenewAsync(demand => grains.Tenant(tenant).LeaseQuotaAsync(_gateway, demand, CancellationToken.None));

    private TenantMeter MeterOf(TenantId tenant)
    {
        if (_meters.TryGetValue(tenant, out var meter))
            return meter;
        if (_meters.Count >= MaxMeters)
            MakeRoom();
        return _meters.GetOrAdd(tenant, _ => new TenantMeter(time));
    }

    private void MakeRoom()
    {
        foreach (var ended in _meters.Where(entry => entry.Value.Lease is null))
            _meters.TryRemove(ended);
        if (_meters.Count >= MaxMeters)
            _meters.Clear();
    }
}
