using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.State;
using Triad.Grains.Telemetry;

namespace Triad.Grains.Ingest;

/// <inheritdoc cref="IIngestQueueGrain"/>
internal sealed class IngestQueueGrain(
    [PersistentState("ingest-queue", GrainStorageNames.Grains)] IPersistentState<IngestQueueState> store,
    IOptions<IngestOptions> options,
    GrainsInstruments instruments,
    TimeProvider time) : Grain, IIngestQueueGrain
{
    // Shorter than the time that a caller waits for an answer.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private readonly Dictionary<IngestJob, LeasedJob> _leases = [];
    private DurableState<IngestQueueState> _state = null!;
    private TaskCompletionSource _arrival = NewSource();

    // Drawn, since leases are in memory only: a host that still holds a lease of an earlier activation must not keep or complete another's.
    private long _lastLease = RandomNumberGenerator.GetInt32(int.MaxValue) * (1L << 31);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = new DurableState<IngestQueueState>(store);
        Measure();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        instruments.ForgetQueue(Partition);
        return Task.CompletedTask;
    }

    public async Task<Result> EnqueueAsync(IngestJob job, CancellationToken cancellationToken)
    {
        if (Find(job) is not null)
        {
            if (_leases.TryGetValue(job, out var lease) && lease.LeaseId != 0)
                lease.AddedAgain = true;
            Announce();
            return Result.Ok;
        }

        if (_state.Current.Jobs.Length >= options.Value.MaxQueuedPerPartition)
        {
            return Error.OverLimit(
                "ingest queue", _state.Current.Jobs.Length + 1, "Triad:Ingest:MaxQueuedPerPartition", options.Value.MaxQueuedPerPartition, "Upload again later.")
                with { Reason = ErrorReason.QueueFull, RetryAfter = TimeSpan.FromSeconds(30) };
        }

        var number = _state.Current.LastNumber + 1;
        var added = new QueuedJobState { TenantId = job.TenantId.Value, VideoId = job.VideoId.Value, Number = number };
        await _state.WriteAsync(_state.Current with { Jobs = _state.Current.Jobs.Add(added), LastNumber = number }, cancellationToken);
        Announce();
        return Result.Ok;
    }

    public Task<Result<ImmutableArray<IngestLease>>> LeaseAsync(string host, int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var leases = ImmutableArray.CreateBuilder<IngestLease>();
        while (leases.Count < limit && NextJob(now) is { } job)
        {
            var lease = new LeasedJob { LeaseId = ++_lastLease, Until = now + LeaseTime };
            _leases[job] = lease;
            leases.Add(new IngestLease(job, lease.LeaseId, LeaseTime));
        }

        Measure();
        return Task.FromResult<Result<ImmutableArray<IngestLease>>>(leases.ToImmutable());
    }

    public async Task<bool> WaitForWorkAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (NextJob(now) is not null)
            return true;
        var arrival = _arrival.Task;
        var wait = _leases.Values.Select(lease => lease.Until - now).Where(left => left > TimeSpan.Zero).Append(LongestWait).Min();
        try
        {
            await arrival.WaitAsync(wait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // A job may have become due meanwhile: looked up below.
        }

        return NextJob(time.GetUtcNow()) is not null;
    }

    public Task<Result> HeartbeatAsync(long leaseId, CancellationToken cancellationToken)
    {
        var lease = _leases.Values.FirstOrDefault(lease => lease.LeaseId == leaseId);
        if (lease is null)
            return Task.FromResult<Result>(Lost(leaseId));
        lease.Until = time.GetUtcNow() + LeaseTime;
        return Task.FromResult(Result.Ok);
    }

    public async Task<Result> CompleteAsync(IngestJob job, long leaseId, CancellationToken cancellationToken)
    {
        if (Find(job) is not { } queued)
            return Result.Ok;
        if (!_leases.TryGetValue(job, out var lease) || lease.LeaseId != leaseId)
            return Lost(leaseId);
        if (lease.AddedAgain)
        {
            _leases.Remove(job);
            Announce();
            return Result.Ok;
        }

        await _state.WriteAsync(_state.Current with { Jobs = _state.Current.Jobs.Remove(queued) }, cancellationToken);
        _leases.Remove(job);
        Measure();
        return Result.Ok;
    }

    public Task<Result> ReleaseAsync(IngestJob job, long leaseId, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (!_leases.TryGetValue(job, out var lease) || lease.LeaseId != leaseId)
            return Task.FromResult<Result>(Lost(leaseId));
        _leases[job] = new LeasedJob { Until = time.GetUtcNow() + delay };
        Announce();
        return Task.FromResult(Result.Ok);
    }

    private int Partition => IngestQueueKey.Parse(this.GetPrimaryKeyString());

    private TimeSpan LeaseTime => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static Error Lost(long leaseId) =>
        Error.Of(ErrorReason.EpochStale, "lease_id", leaseId, "is no longer held", "Stop: the job is another host's.");

    /// <summary>Of the tenants with the fewest jobs in work, the job that came first; null where nothing is due.</summary>
    private IngestJob? NextJob(DateTimeOffset now)
    {
        var busy = _leases
            .Where(pair => pair.Value.LeaseId != 0 && pair.Value.Until > now)
            .CountBy(pair => pair.Key.TenantId.Value)
            .ToDictionary();
        return _state.Current.Jobs
            .Where(job => !_leases.TryGetValue(ToJob(job), out var lease) || lease.Until <= now)
            .OrderBy(job => busy.GetValueOrDefault(job.TenantId))
            .ThenBy(job => job.Number)
            .Select(ToJob)
            .FirstOrDefault();
    }

    private QueuedJobState? Find(IngestJob job) =>
        _state.Current.Jobs.FirstOrDefault(queued => queued.VideoId == job.VideoId.Value && queued.TenantId == job.TenantId.Value);

    private static IngestJob ToJob(QueuedJobState queued) => new(TenantId.From(queued.TenantId), VideoId.From(queued.VideoId));

    private void Measure()
    {
        var now = time.GetUtcNow();
        var inWork = _leases.Values.Count(lease => lease.LeaseId != 0 && lease.Until > now);
        instruments.Queue(Partition, _state.Current.Jobs.Length - inWork, inWork);
    }

    private void Announce()
    {
        Measure();
        var arrival = _arrival;
        _arrival = NewSource();
        arrival.TrySetResult();
    }
}
