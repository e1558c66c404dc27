namespace Triad.Inference.Hub.Downloads;

/// <summary>Tries again what was broken off, with pauses, as long as attempts bring something or are few.</summary>
internal sealed class Retrying(TimeProvider time, DownloadOptions options)
{
    /// <summary>Runs an attempt until one succeeds.</summary>
    /// <param name="what">What is attempted, for the message.</param>
    /// <param name="attempt">One attempt.</param>
    /// <param name="progress">How far attempts have come; one that comes further begins the count anew. Null for nothing to count.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DownloadException">Too many attempts failed.</exception>
    public async Task<T> RunAsync<T>(string what, Func<Task<T>> attempt, Func<long>? progress, CancellationToken cancellationToken)
    {
        var best = progress?.Invoke() ?? 0;
        for (var failed = 0; ;)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (BrokenOffException exception)
            {
                if (progress?.Invoke() is { } reached && reached > best)
                    (best, failed) = (reached, 0);
                failed++;
                if (failed >= options.Attempts)
                    throw DownloadException.Unavailable(
                        "source", what, $"could not be had in {failed} attempts: {exception.Message.TrimEnd('.')}",
                        "Call the command again: it goes on where this one ended.");
                var pause = exception.After ?? options.FirstPause * Math.Pow(2, failed - 1);
                await Task.Delay(pause < options.LongestPause ? pause : options.LongestPause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
