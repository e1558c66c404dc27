using Microsoft.Extensions.Hosting;

namespace Triad.Grains.State;

/// <summary>
/// How a grain waits for news on behalf of a caller. The wait ends, without news, after some seconds, and at once where the process stops: the runtime
/// lets a grain go only when nothing runs on it any more.
/// </summary>
internal sealed class LongWait(IHostApplicationLifetime lifetime, TimeProvider time)
{
    // Shorter than the time that a caller waits for an answer.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>True once the process stops: whoever asks again is better served by another one.</summary>
    public bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Waits for news; no news is an answer too, after which the caller asks again.</summary>
    /// <exception cref="OperationCanceledException">The caller has given up.</exception>
    public async Task ForAsync(Task news, TimeSpan? atMost, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await news.WaitAsync(atMost < Longest ? atMost.Value : Longest, time, end.Token);
        }
        catch (TimeoutException)
        {
        }
        catch (OperationCanceledException) when (IsStopping && !cancellationToken.IsCancellationRequested)
        {
        }
    }
}
