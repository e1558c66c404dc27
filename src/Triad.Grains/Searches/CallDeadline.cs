using Triad.Core.Errors;

namespace Triad.Grains.Searches;

/// <summary>
/// Bounds a search's calls of other silos and of the index: one that is late or broken is an error with a remedy, not an exception.
/// </summary>
internal sealed class CallDeadline(SearchOptions options, TimeProvider time)
{
    public async Task<Result<T>> AskAsync<T>(Func<Task<Result<T>>> ask, Error noAnswer, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().WaitAsync(TimeSpan.FromSeconds(options.ShardTimeoutSeconds), time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or Orleans.Runtime.OrleansException)
        {
            return noAnswer;
        }
    }
}
