using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Ingest;

namespace Triad.Grains.IngestHosts;

/// <summary>
/// Pulls jobs from the ingest queue and works on a few at once. It waits for work rather than asking by the clock, so that after a restart
/// unfinished videos are taken up at once.
/// </summary>
internal sealed partial class IngestHost(
    IGrainFactory grains,
    IngestWorker worker,
    IOptions<IngestOptions> options,
    TimeProvider time,
    ILogger<IngestHost> log) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    private readonly string _name = $"{Environment.MachineName}/{Environment.ProcessId}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var slots = new SemaphoreSlim(options.Value.ConcurrentVideos);
        await Task.WhenAll(Enumerable.Range(0, IngestQueueKey.Partitions).Select(partition => PullAsync(partition, slots, stoppingToken)));
    }

    private async Task PullAsync(int partition, SemaphoreSlim slots, CancellationToken stoppingToken)
    {
        var running = new HashSet<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                running.RemoveWhere(task => task.IsCompleted);

                // Asked for anew each time: while no process of role silo lives, Orleans does not know the grain.
                var queue = grains.IngestQueue(partition);
                // The silo that has the queue may be gone: stopping does not wait for its answer.
                if (!await queue.WaitForWorkAsync(stoppingToken).WaitAsync(stoppingToken))
                    continue;
                await slots.WaitAsync(stoppingToken);
                if (await LeaseAsync(queue, slots, stoppingToken) is { } lease)
                    running.Add(WorkAsync(queue, lease, slots, stoppingToken));
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

        await Task.WhenAll(running);
    }

    /// <summary>A job for the slot that is held; without one, also where the queue does not answer, the slot is given back.</summary>
    private async Task<IngestLease?> LeaseAsync(IIngestQueueGrain queue, SemaphoreSlim slots, CancellationToken stoppingToken)
    {
        IngestLease? lease = null;
        try
        {
            lease = await queue.LeaseAsync(_name, 1, stoppingToken) is { IsOk: true, Value: [var first] } ? first : null;
            return lease;
        }
        finally
        {
            if (lease is null)
                slots.Release();
        }
    }

    private async Task WorkAsync(IIngestQueueGrain queue, IngestLease lease, SemaphoreSlim slots, CancellationToken stoppingToken)
    {
        try
        {
            await using var heartbeat = new LeaseHeartbeat(queue, lease, time, stoppingToken);
            var delay = await worker.RunAsync(lease.Job, _name, heartbeat.Lost);
            var ended = delay is { } wait
                ? await queue.ReleaseAsync(lease.Job, lease.LeaseId, wait, stoppingToken)
                : await queue.CompleteAsync(lease.Job, lease.LeaseId, stoppingToken);
            if (ended.Error is { Retryable: true })
                await ReleaseQuietlyAsync(queue, lease); // What is done is done: the next one to lease it finds that, and completes it.
        }
        catch (OperationCanceledException)
        {
            // Stopping, or another host has the job: either way the lease ends by itself and the job goes on.
            LogStopped(lease.Job.TenantId.Value, lease.Job.VideoId.Value);
        }
        catch (Exception exception)
        {
            LogWorkFailed(exception, lease.Job.TenantId.Value, lease.Job.VideoId.Value);
            await ReleaseQuietlyAsync(queue, lease);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task ReleaseQuietlyAsync(IIngestQueueGrain queue, IngestLease lease)
    {
        try
        {
            await queue.ReleaseAsync(lease.Job, lease.LeaseId, PauseAfterFault, CancellationToken.None);
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Work on video {Tenant}/{Video} was stopped; it goes on with the next lease")]
    private partial void LogStopped(string tenant, string video);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work on video {Tenant}/{Video} failed; it is given back to the queue")]
    private partial void LogWorkFailed(Exception exception, string tenant, string video);
}
