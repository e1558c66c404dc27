using System.Collections.Immutable;
using Orleans.Concurrency;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Ingest;

namespace Triad.Grains.Abstractions.Ingest;

/// <summary>
/// Jobs of one partition of the ingest queue. Key: <see cref="IngestQueueKey"/>. A job is durable until it is completed; a lease is not:
/// after a restart a job is leased anew, and the video's epoch tells the older host to stop.
/// </summary>
[Alias("triad.IIngestQueueGrain")]
public interface IIngestQueueGrain : IGrainWithStringKey
{
    /// <summary>Adds a job, or raises the priority of one that is there. QueueFull where too many wait.</summary>
    [Alias("Enqueue")]
    Task<Result> EnqueueAsync(IngestJob job, IngestPriority priority, CancellationToken cancellationToken);

    /// <summary>Tenants that have a job which may be leased, at most so many, those first that have waited longest.</summary>
    [Alias("Due")]
    [AlwaysInterleave]
    Task<Result<ImmutableArray<TenantId>>> DueAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Leases up to <paramref name="limit"/> jobs, all tenants in turn: for hosts and silos that do not share by weight yet.</summary>
    [Alias("Lease")]
    Task<Result<ImmutableArray<IngestLease>>> LeaseAsync(string host, int limit, CancellationToken cancellationToken);

    /// <summary>Leases a tenant's next job; none where it has none that may be leased.</summary>
    [Alias("LeaseOf")]
    Task<Result<ImmutableArray<IngestLease>>> LeaseOfAsync(string host, TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Answers true as soon as there is a job to lease, or false after some seconds.</summary>
    [Alias("WaitForWork")]
    [AlwaysInterleave]
    Task<bool> WaitForWorkAsync(CancellationToken cancellationToken);

    /// <summary>How many jobs of a tenant there are, those in work included.</summary>
    [Alias("Count")]
    [AlwaysInterleave]
    Task<Result<long>> CountAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>What the partition has to do.</summary>
    [Alias("Backlog")]
    [AlwaysInterleave]
    Task<Result<IngestBacklog>> BacklogAsync(CancellationToken cancellationToken);

    /// <summary>Removes the jobs of a tenant for good, but for those whose lease runs: their hosts end first.</summary>
    [Alias("Drop")]
    Task<Result> DropAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Prolongs a lease; EpochStale where it was lost.</summary>
    [Alias("Heartbeat")]
    [AlwaysInterleave]
    Task<Result> HeartbeatAsync(long leaseId, CancellationToken cancellationToken);

    /// <summary>Removes a job for good; success where it is not there. Refused with EpochStale for a lease that was lost.</summary>
    [Alias("Complete")]
    Task<Result> CompleteAsync(IngestJob job, long leaseId, CancellationToken cancellationToken);

    /// <summary>Gives a job back, to be leased again after a delay.</summary>
    [Alias("Release")]
    Task<Result> ReleaseAsync(IngestJob job, long leaseId, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Gives a job back whose tenant has used a quota up: none of its jobs is leased for a while. Then one of them is tried again.</summary>
    [Alias("Hold")]
    Task<Result> HoldAsync(IngestJob job, long leaseId, TimeSpan delay, CancellationToken cancellationToken);
}
