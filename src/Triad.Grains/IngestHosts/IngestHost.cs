using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Ingest;

namespace Triad.Grains.IngestHosts;

/// <summary>
/// Pulls jobs from the ingest queue and works on a few at once. It waits for work rather than asking by the clock, so that after a restart
/// unfinished videos are taken up at once. Whose job is next it decides over all partitions (<see cref="IngestShares"/>).
/// <para>
/// When the process is told to stop it takes no more jobs, and gives back those that it has at their next checkpoint, while calls on their way still go
/// on: another host has them before this one is gone.
/// </para>
/// </summary>
internal sealed partial class IngestHost(
    IGrainFactory grains,
    IngestWorker worker,
    IngestShares shares,
    IOptions<IngestOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<IngestHost> log) : BackgroundService
{
    // Tenants of one partition that are looked at for one job: the partition puts those first that have waited longest.
    private const int MostTenants = 64;

    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);

    private readonly string _name = $"{Environment.MachineName}/{Environment.ProcessId}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var board = new PartitionBoard();
        await using var leave = new IngestLeave(lifetime.ApplicationStopping, stoppingToken, TimeSpan.FromSeconds(options.Value.HandBackSeconds), time);
        await Task.WhenAll(
            [.. Enumerable.Range(0, IngestQueueKey.Partitions).Select(partition => WatchAsync(partition, board, leave.Begun)), DispatchAsync(board, leave)]);
    }

    /// <summary>Says of a partition that it has work, until the dispatcher has found nothing more in it.</summary>
    private async Task WatchAsync(int partition, PartitionBoard board, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Asked for anew each time: while no process of role silo lives, Orleans does not know the grain.
                // The silo that has the queue may be gone: stopping does not wait for its answer.
                var hasWork = await grains.IngestQueue(partition).WaitForWorkAsync(stoppingToken).WaitAsync(stoppingToken);
                if (hasWork && !await board.OfferAsync(partition).WaitAsync(stoppingToken))
                    await PauseAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                LogPullFailed(exception, partition);
                await PauseAsync(stoppingToken);
            }
        }
    }

    private async Task DispatchAsync(PartitionBoard board, IngestLeave leave)
    {
        var stoppingToken = leave.Begun;
        using var slots = new SemaphoreSlim(options.Value.ConcurrentVideos);
        var running = new HashSet<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await board.WaitAsync(stoppingToken);
                await slots.WaitAsync(stoppingToken);
                running.RemoveWhere(task => task.IsCompleted);
                if (await LeaseAsync(board, slots, stoppingToken) is var (queue, lease))
                    running.Add(WorkAsync(queue, lease, slots, leave));
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                break; // A queue whose silo stops too may answer with anything.
            }
            catch (Exception exception)
            {
                LogDispatchFailed(exception);
                await PauseAsync(stoppingToken);
            }
        }

        await Task.WhenAll(running);
    }

    /// <summary>A job for the slot that is held; without one, also where no queue answers, the slot is given back.</summary>
    private async Task<(IIngestQueueGrain Queue, IngestLease Lease)?> LeaseAsync(
        PartitionBoard board,
        SemaphoreSlim slots,
        CancellationToken stoppingToken)
    {
        (IIngestQueueGrain, IngestLease)? leased = null;
        try
        {
            var offers = await Task.WhenAll(board.Offered.Select(partition => AskAsync(partition, board, stoppingToken)));
            var waiting = offers.SelectMany(offer => offer.Tenants ?? []).ToHashSet();
            while (leased is null && waiting.Count > 0)
            {
                var tenant = shares.Next(waiting);
                foreach (var (partition, _) in offers.Where(offer => offer.Tenants?.Contains(tenant) == true))
                    if ((leased = await TakeAsync(partition, tenant, board, stoppingToken)) is not null)
                        break;
                waiting.Remove(tenant);
            }

            // A silo of the release before does not know who waits: it takes tenants in turn.
            foreach (var (partition, _) in offers.Where(offer => offer.Tenants is null))
                leased ??= await TakeAsync(partition, null, board, stoppingToken);
            return leased;
        }
        finally
        {
            if (leased is null)
                slots.Release();
        }
    }

    /// <summary>The tenants that have a job in a partition; null where it does not tell.</summary>
    private async Task<(int Partition, ImmutableArray<TenantId>? Tenants)> AskAsync(int partition, PartitionBoard board, CancellationToken stoppingToken)
    {
        var due = await AnswerAsync(partition, queue => queue.DueAsync(MostTenants, stoppingToken), stoppingToken);
        if (due is { IsEmpty: true })
            board.Withdraw(partition, isFaulty: false);
        return (partition, due);
    }

    private async Task<(IIngestQueueGrain Queue, IngestLease Lease)?> TakeAsync(
        int partition, TenantId? tenant, PartitionBoard board, CancellationToken stoppingToken)
    {
        var leases = await AnswerAsync(
            partition,
            queue => tenant is { } one ? queue.LeaseOfAsync(_name, one, stoppingToken) : queue.LeaseAsync(_name, 1, stoppingToken),
            stoppingToken);
        if (leases is null || (tenant is null && leases is { IsEmpty: true }))
            board.Withdraw(partition, isFaulty: leases is null);
        return leases is [var lease] ? (grains.IngestQueue(partition), lease) : null;
    }

    /// <summary>A partition's answer; null where it gives none, which must not hold up the others.</summary>
    private async Task<ImmutableArray<T>?> AnswerAsync<T>(
        int partition, Func<IIngestQueueGrain, Task<Result<ImmutableArray<T>>>> ask, CancellationToken stoppingToken)
    {
        try
        {
            var answer = await ask(grains.IngestQueue(partition)).WaitAsync(AnswerTime, time, stoppingToken);
            return answer.IsOk ? answer.Value : null;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogPullFailed(exception, partition);
            return null;
        }
    }

    private async Task WorkAsync(IIngestQueueGrain queue, IngestLease lease, SemaphoreSlim slots, IngestLeave leave)
    {
        try
        {
            using var charge = shares.Begin(lease.Job.TenantId);
            await using var heartbeat = new LeaseHeartbeat(queue, lease, time, leave.Over);
            var verdict = await worker.RunAsync(lease.Job, _name, charge, leave.Begun, heartbeat.Lost);
            var ended = verdict switch
            {
                { RetryAfter: { } wait, IsTenantHeld: true } => await queue.HoldAsync(lease.Job, lease.LeaseId, wait, heartbeat.Lost),
                { RetryAfter: { } wait } => await queue.ReleaseAsync(lease.Job, lease.LeaseId, wait, heartbeat.Lost),
                _ => await queue.CompleteAsync(lease.Job, lease.LeaseId, heartbeat.Lost),
            };
            if (ended.Error is { Retryable: true })
                await ReleaseQuietlyAsync(queue, lease, PauseAfterFault); // What is done is done: the next one to lease it finds that, and completes it.
        }
        catch (OperationCanceledException)
        {
            // Stopping, or another host has the job, whose lease this does not touch.
            LogStopped(lease.Job.TenantId.Value, lease.Job.VideoId.Value);
            await ReleaseQuietlyAsync(queue, lease, TimeSpan.Zero);
        }
        catch (Exception exception)
        {
            LogWorkFailed(exception, lease.Job.TenantId.Value, lease.Job.VideoId.Value);
            await ReleaseQuietlyAsync(queue, lease, PauseAfterFault);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task ReleaseQuietlyAsync(IIngestQueueGrain queue, IngestLease lease, TimeSpan delay)
    {
        try
        {
            await queue.ReleaseAsync(lease.Job, lease.LeaseId, delay, CancellationToken.None).WaitAsync(AnswerTime, time);
        }
        catch (Exception exception)
        {
            // The lease ends by itself.
            LogWorkFailed(exception, lease.Job.TenantId.Value, lease.Job.VideoId.Value);
        }
    }

    private async Task PauseAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(PauseAfterFault, time, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The loop's condition ends it.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition} of the ingest queue could not be asked for work")]
    private partial void LogPullFailed(Exception exception, int partition);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No job could be taken from the ingest queue")]
    private partial void LogDispatchFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Work on video {Tenant}/{Video} was stopped; it goes on with the next lease")]
    private partial void LogStopped(string tenant, string video);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work on video {Tenant}/{Video} failed; it is given back to the queue")]
    private partial void LogWorkFailed(Exception exception, string tenant, string video);
}
