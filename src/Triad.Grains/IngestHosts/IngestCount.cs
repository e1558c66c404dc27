using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Quotas;
using Triad.Grains.Abstractions.Quotas;

namespace Triad.Grains.IngestHosts;

/// <summary>
/// Tells the tenant's quotas what an ingest uses while it goes on: its place among those in work, and its seconds of embedding, a few seconds late. Where the
/// quotas do not answer, it goes on: the place is given up by itself, and the seconds are told later.
/// </summary>
internal sealed class IngestCount : IAsyncDisposable
{
    private readonly IQuotaGrain _quota;
    private readonly VideoId _video;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _telling;
    private long _ticks;
    private volatile Error? _refusal;

    public IngestCount(IQuotaGrain quota, VideoId video, TimeSpan period, TimeProvider time)
    {
        (_quota, _video) = (quota, video);
        _telling = TellAsync(period, time);
    }

    /// <summary>Why the ingest is to stop at the next point from which it can go on; null where it is not.</summary>
    public Error? Refusal => _refusal;

    /// <summary>Counts what was computed.</summary>
    public void Add(TimeSpan compute) => Interlocked.Add(ref _ticks, compute.Ticks);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _telling;
        await AskAsync(async () =>
        {
            await TellOnceAsync();
            await _quota.LeaveIngestAsync(_video, CancellationToken.None);
        });
        _end.Dispose();
    }

    private async Task TellAsync(TimeSpan period, TimeProvider time)
    {
        using var timer = new PeriodicTimer(period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
                await AskAsync(TellOnceAsync);
        }
        catch (OperationCanceledException)
        {
            // The work has ended.
        }
    }

    private async Task TellOnceAsync()
    {
        var spent = Interlocked.Exchange(ref _ticks, 0);
        var told = false;
        try
        {
            var admitted = await _quota.EmbeddedAsync(_video, TimeSpan.FromTicks(spent).TotalSeconds, CancellationToken.None);
            told = admitted.IsOk;
            if (admitted is { IsOk: true, Value: { Wait: { } wait } held })
                _refusal = new Error(ErrorReason.QuotaExceeded, held.Why, $"quotas.{QuotaNames.EmbedSecondsPerDay}", RetryAfter: wait);
        }
        finally
        {
            if (!told)
                Interlocked.Add(ref _ticks, spent);
        }
    }

    private static async Task AskAsync(Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (Exception exception) when (exception is TimeoutException or StorageException or Orleans.Runtime.OrleansException)
        {
            // See above.
        }
    }
}
