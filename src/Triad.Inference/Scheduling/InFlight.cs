using System.Collections.Concurrent;
using Triad.Core.Errors;

namespace Triad.Inference.Scheduling;

/// <summary>
/// What is being computed for queries: who asks for the same meanwhile gets the same. Members of an ensemble that have one text encoder between them
/// ask it once. Nothing is kept beyond that. Thread-safe.
/// </summary>
internal sealed class InFlight
{
    private readonly ConcurrentDictionary<string, Task<Result<float[]>>> _running = new(StringComparer.Ordinal);

    /// <summary>Computes, or waits for who does.</summary>
    /// <param name="key">Equal where the outcome is.</param>
    /// <param name="compute">Computes it. Its outcome is shared: nobody changes it.</param>
    /// <param name="cancellationToken">Ends the own waiting; what others wait for is computed anew by one of them.</param>
    public async Task<Result<float[]>> RunAsync(string key, Func<Task<Result<float[]>>> compute, CancellationToken cancellationToken)
    {
        while (true)
        {
            var own = new TaskCompletionSource<Result<float[]>>(TaskCreationOptions.RunContinuationsAsynchronously);
            var running = _running.GetOrAdd(key, own.Task);
            if (running == own.Task)
                return await LeadAsync(key, own, compute).ConfigureAwait(false);
            try
            {
                return await running.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Who computed it gave up or failed in an own way.
            }
        }
    }

    private async Task<Result<float[]>> LeadAsync(string key, TaskCompletionSource<Result<float[]>> own, Func<Task<Result<float[]>>> compute)
    {
        try
        {
            var outcome = await compute().ConfigureAwait(false);
            _running.TryRemove(new KeyValuePair<string, Task<Result<float[]>>>(key, own.Task));
            own.TrySetResult(outcome);
            return outcome;
        }
        finally
        {
            _running.TryRemove(new KeyValuePair<string, Task<Result<float[]>>>(key, own.Task));
            own.TrySetCanceled(CancellationToken.None);
        }
    }
}
