using System.Collections.Immutable;
using Orleans.Concurrency;
using Triad.Core.Errors;
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

    /// <summary>Leases up to <paramref name="limit"/> jobs, fairly between tenants.</summary>
    [Alias("Lease")]
    Task<Result<ImmutableArray<IngestLease>>> LeaseAsync(string host, int limit, CancellationToken cancellationToken);

    /// <summary>Answers true as soon as there is a job to lease, or false after some seconds.</summary>
    [Alias("WaitForWork")]
    [AlwaysInterleave]
    Task<bool> WaitForWorkAsync(CancellationToken cancellationToken);

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
}
