using System.Collections.Concurrent;
using System.Globalization;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Quotas;

/// <summary>
/// Holds tenants to their queries a second. The tenant's grain leases this gateway a share of the quota for seconds; in between a query costs no call.
/// </summary>
internal sealed class QueryQuotas(IGrainFactory grains, TimeProvider time)
{
    private const string Field = "quotas.queries_per_second";

    // Far above the tenants that one gateway serves at a time; a bound against growing without end.
    private const int MaxBuckets = 10_000;

    private readonly ConcurrentDictionary<TenantId, QueryBucket> _buckets = new();
    private readonly string _gateway = Guid.NewGuid().ToString("n");

    /// <summary>Lets a query of a tenant in, or says why not.</summary>
    public ValueTask<Result> EnterAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var bucket = BucketOf(tenant);
        return bucket.TryTake(out var wait)
            ? ValueTask.FromResult(wait == TimeSpan.Zero ? Result.Ok : Refusal(bucket, wait))
            : RenewAndEnterAsync(tenant, bucket, cancellationToken);
    }

    private async ValueTask<Result> RenewAndEnterAsync(TenantId tenant, QueryBucket bucket, CancellationToken cancellationToken)
    {
        var lease = await grains.Tenant(tenant).LeaseQuotaAsync(_gateway, cancellationToken);
        if (!lease.IsOk)
            return lease.Error;
        bucket.Renew(lease.Value);
        bucket.TryTake(out var wait);
        return wait == TimeSpan.Zero ? Result.Ok : Refusal(bucket, wait);
    }

    private static Error Refusal(QueryBucket bucket, TimeSpan wait)
    {
        var rate = bucket.Lease?.QuotaQueriesPerSecond?.ToString(CultureInfo.InvariantCulture);
        return wait == Timeout.InfiniteTimeSpan
            ? new Error(ErrorReason.QuotaExceeded, "The tenant's quota allows no queries.", Field, rate, "Have the operator raise the quota.")
            : new Error(
                ErrorReason.QuotaExceeded,
                $"The tenant's quota of {rate} queries a second is used up.",
                Field,
                rate,
                "Ask more slowly, or have the operator raise the quota.",
                wait);
    }

    private QueryBucket BucketOf(TenantId tenant)
    {
        if (_buckets.TryGetValue(tenant, out var bucket))
            return bucket;
        if (_buckets.Count >= MaxBuckets)
            MakeRoom();
        return _buckets.GetOrAdd(tenant, _ => new QueryBucket(time));
    }

    private void MakeRoom()
    {
        foreach (var ended in _buckets.Where(entry => entry.Value.Lease is null))
            _buckets.TryRemove(ended);
        if (_buckets.Count >= MaxBuckets)
            _buckets.Clear();
    }
}
