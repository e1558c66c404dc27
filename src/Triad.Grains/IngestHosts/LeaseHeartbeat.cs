using Triad.Core.Errors;
using Triad.Grains.Abstractions.Ingest;

namespace Triad.Grains.IngestHosts;

/// <summary>Prolongs a lease for as long as it lives, and says when the lease is lost.</summary>
internal sealed class LeaseHeartbeat : IAsyncDisposable
{
    private const int BeatsPerLease = 3;

    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _end;
    private readonly Task _beating;

    public LeaseHeartbeat(IIngestQueueGrain queue, IngestLease lease, TimeProvider time, CancellationToken ending)
    {
        _lost = CancellationTokenSource.CreateLinkedTokenSource(ending);
        _end = CancellationTokenSource.CreateLinkedTokenSource(ending);
        _beating = BeatAsync(queue, lease, time);
    }

    /// <summary>Cancelled when the lease is lost or its host ends.</summary>
    public CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beating;
        _end.Dispose();
        _lost.Dispose();
    }

    private async Task BeatAsync(IIngestQueueGrain queue, IngestLease lease, TimeProvider time)
    {
        using var timer = new PeriodicTimer(lease.ValidFor / BeatsPerLease, time);
        var lastAnswer = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                var answer = await BeatOnceAsync(queue, lease);
                if (answer is true)
                    lastAnswer = time.GetTimestamp();
                else if (answer is false || time.GetElapsedTime(lastAnswer) > lease.ValidFor)
                    break;
            }

            await _lost.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The work has ended.
        }
    }

    /// <summary>True where the lease holds, false where it is lost, null where the queue did not answer.</summary>
    private async Task<bool?> BeatOnceAsync(IIngestQueueGrain queue, IngestLease lease)
    {
        try
        {
            var reply = await queue.HeartbeatAsync(lease.LeaseId, _end.Token);
            return reply.IsOk ? true : reply.Error.Reason == ErrorReason.EpochStale ? false : null;
        }
        catch (Exception exception) when (exception is TimeoutException or Orleans.Runtime.OrleansException)
        {
            return null;
        }
    }
}
