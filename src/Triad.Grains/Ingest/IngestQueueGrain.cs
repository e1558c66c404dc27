using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Ingest;
using Triad.Core.Rows;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.State;
using Triad.Grains.Telemetry;

namespace Triad.Grains.Ingest;

/// <inheritdoc cref="IIngestQueueGrain"/>
internal sealed class IngestQueueGrain(
    IRowStore store,
    IOptions<IngestOptions> options,
    GrainsInstruments instruments,
    LongWait arrivals,
    TimeProvider time) : Grain, IIngestQueueGrain
{
    private readonly JobQueue _queue = new(RandomNumberGenerator.GetInt32(int.MaxValue) * (1L << 31));
    private IRowSet _rows = null!;
    private Task<Result>? _opening;
    private TaskCompletionSource _arrival = NewSource();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        instruments.ForgetQueue(Partition);
        return Task.CompletedTask;
    }

    public async Task<Result> EnqueueAsync(IngestJob job, IngestPriority priority, CancellationToken cancellationToken)
    {
        if (await OpenAsync() is { } problem)
            return problem;
        var (tenant, video) = job;
        var limit = options.Value.MaxQueuedPerPartition;
        if (_queue.Count >= limit && !_queue.Contains(tenant, video))
        {
            return Error.OverLimit("ingest queue", _queue.Count + 1, "Triad:Ingest:MaxQueuedPerPartition", limit, "Upload again later.")
                with { Reason = ErrorReason.QueueFull, RetryAfter = TimeSpan.FromSeconds(30) };
        }

        // A job that is known is written too: its row may be gone, where only the answer to its removal was lost.
        var queued = _queue.Describe(tenant, video, priority);
        var stored = await _rows.PutAsync(queued.ToRow(), cancellationToken);
        if (!stored.IsOk)
            return Failed(stored.Error);
        _queue.Add(queued, time.GetUtcNow());
        Announce();
        return Result.Ok;
    }

    public Task<Result<ImmutableArray<IngestLease>>> LeaseAsync(string host, int limit, CancellationToken cancellationToken) =>
        LeaseAsync(null, limit);

    public Task<Result<ImmutableArray<IngestLease>>> LeaseOfAsync(string host, TenantId tenant, CancellationToken cancellationToken) =>
        LeaseAsync(tenant, limit: 1);

    private async Task<Result<ImmutableArray<IngestLease>>> LeaseAsync(TenantId? tenant, int limit)
    {
        if (await OpenAsync() is { } problem)
            return problem;
        var now = time.GetUtcNow();
        var leases = ImmutableArray.CreateBuilder<IngestLease>();
        while (leases.Count < limit && _queue.Lease(now, LeaseTime, tenant) is var (job, lease))
            leases.Add(new IngestLease(new IngestJob(job.Tenant, job.Video), lease, LeaseTime));
        Measure();
        return leases.ToImmutable();
    }

    public async Task<Result<ImmutableArray<TenantId>>> DueAsync(int limit, CancellationToken cancellationToken) =>
        await OpenAsync() is { } problem ? problem : _queue.Due(time.GetUtcNow(), limit);

    public async Task<bool> WaitForWorkAsync(CancellationToken cancellationToken)
    {
        if (await OpenAsync() is { } problem)
            throw new StorageException(problem);
        var now = time.GetUtcNow();
        if (_queue.HasDue(now))
            return true;
        await arrivals.ForAsync(_arrival.Task, _queue.NextDue - now, cancellationToken);
        if (arrivals.IsStopping)
            DeactivateOnIdle(); // The next call goes to another silo.
        return _queue.HasDue(time.GetUtcNow());
    }

    public async Task<Result<long>> CountAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (await OpenAsync() is { } problem)
            return problem;
        return _queue.Of(tenant).LongCount();
    }

    public async Task<Result<IngestBacklog>> BacklogAsync(CancellationToken cancellationToken) =>
        await OpenAsync() is { } problem ? problem : _queue.Backlog(time.GetUtcNow());

    public async Task<Result> DropAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (await OpenAsync() is { } problem)
            return problem;
        _queue.Advance(time.GetUtcNow());
        foreach (var job in _queue.Of(tenant).Where(entry => entry.State != JobState.InWork).Select(entry => entry.Job).ToList())
        {
            var removed = await _rows.RemoveAsync(QueuedJob.KeyOf(tenant, job.Video), cancellationToken);
            if (!removed.IsOk)
                return Failed(removed.Error);
            _queue.Remove(tenant, job.Video);
        }

        Measure();
        return Result.Ok;
    }

    public Task<Result> HeartbeatAsync(long leaseId, CancellationToken cancellationToken) =>
        Task.FromResult(_queue.Prolong(leaseId, time.GetUtcNow(), LeaseTime) ? Result.Ok : Lost(leaseId));

    public async Task<Result> CompleteAsync(IngestJob job, long leaseId, CancellationToken cancellationToken)
    {
        if (await OpenAsync() is { } problem)
            return problem;
        var (tenant, video) = job;
        if (!_queue.Contains(tenant, video))
            return Result.Ok;
        if (!_queue.Holds(tenant, video, leaseId))
            return Lost(leaseId);
        if (_queue.WasAddedAgain(tenant, video))
            return Release(tenant, video, TimeSpan.Zero);
        _queue.NoteWork(tenant, video, time.GetUtcNow());
        var removed = await _rows.RemoveAsync(QueuedJob.KeyOf(tenant, video), cancellationToken);
        if (!removed.IsOk)
            return Failed(removed.Error);
        _queue.Remove(tenant, video);
        Measure();
        return Result.Ok;
    }

    public Task<Result> ReleaseAsync(IngestJob job, long leaseId, TimeSpan delay, CancellationToken cancellationToken)
    {
        var (tenant, video) = job;
        return Task.FromResult(_queue.Holds(tenant, video, leaseId) ? Release(tenant, video, delay) : Lost(leaseId));
    }

    public Task<Result> HoldAsync(IngestJob job, long leaseId, TimeSpan delay, CancellationToken cancellationToken)
    {
        var (tenant, video) = job;
        if (!_queue.Holds(tenant, video, leaseId))
            return Task.FromResult(Lost(leaseId));
        _queue.Hold(tenant, time.GetUtcNow() + delay);
        return Task.FromResult(Release(tenant, video, TimeSpan.Zero));
    }

    private int Partition => IngestQueueKey.Parse(this.GetPrimaryKeyString());

    private TimeSpan LeaseTime => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    /// <summary>Takes the rows over and reads them, once; a failure, such as a full disk, is told and tried again at the next call.</summary>
    private async Task<Error?> OpenAsync()
    {
        var opening = _opening ??= LoadAsync();
        var opened = Result.Ok;
        try
        {
            return (opened = await opening).Error;
        }
        finally
        {
            if (_opening == opening && !(opening.IsCompletedSuccessfully && opened.IsOk))
                _opening = null;
        }
    }

    private async Task<Result> LoadAsync()
    {
        var opened = await store.OpenAsync(QueuedJob.OwnerOf(Partition), CancellationToken.None);
        if (!opened.IsOk)
            return opened.Error;
        _rows = opened.Value;
        foreach (var job in _rows.Opened.Select(QueuedJob.From).OrderBy(job => job.Number))
            _queue.Add(job, time.GetUtcNow());
        Measure();
        return Result.Ok;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static Result Lost(long leaseId) =>
        Error.Of(ErrorReason.EpochStale, "lease_id", leaseId, "is no longer held", "Stop: the job is another host's.");

    private Result Release(TenantId tenant, VideoId video, TimeSpan delay)
    {
        _queue.Release(tenant, video, time.GetUtcNow(), delay);
        Announce();
        return Result.Ok;
    }

    private Error Failed(Error error)
    {
        if (error.Reason != ErrorReason.EpochStale)
            return error;
        DeactivateOnIdle(); // Another activation has taken over: the next call goes there.
        return RowRules.Moved(error);
    }

    private void Measure() => instruments.Queue(Partition, _queue.Count - _queue.InWork, _queue.InWork);

    private void Announce()
    {
        Measure();
        var arrival = _arrival;
        _arrival = NewSource();
        arrival.TrySetResult();
    }
}
