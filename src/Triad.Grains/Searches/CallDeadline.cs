using Triad.Core.Errors;
using Triad.Grains.Abstractions;

namespace Triad.Grains.Searches;

/// <summary>
/// Bounds a search's calls of other silos and of the index: one that is late or broken is an error with a remedy, not an exception.
/// </summary>
internal sealed class CallDeadline(SearchOptions options, TimeProvider time)
{
    /// <summary>
    /// The same for what only reads: where the silo asked has died, the one that stands in for it is asked, within the same time.
    /// </summary>
    public Task<Result<T>> ReadAsync<T>(Func<CancellationToken, Task<Result<T>>> ask, Error noAnswer, CancellationToken cancellationToken) =>
        AskAsync(token => Outage.WaitThroughAsync(() => ask(token), SiloDeath.IsCauseOf, time, token), noAnswer, cancellationToken);

    /// <summary>Asks; the call's own token ends what it set going when time is up.</summary>
    public async Task<Result<T>> AskAsync<T>(
        Func<CancellationToken, Task<Result<T>>> ask, Error noAnswer, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await ask(end.Token).WaitAsync(TimeSpan.FromSeconds(options.ShardTimeoutSeconds), time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or Orleans.Runtime.OrleansException)
        {
            await end.CancelAsync();
            return noAnswer;
        }
    }
}
