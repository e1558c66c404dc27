using Triad.Core.Errors;

namespace Triad.Vectors.Scanning;

/// <summary>
/// Lets as many threads scan as memory bandwidth is worth sharing between; the rest wait in a bounded queue. A thousand searches
/// at once are a thousand waiting tasks, not a thousand threads.
/// </summary>
internal sealed class ScanGate(int threads, int maxQueued) : IDisposable
{
    private static readonly TimeSpan RetryHint = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _threads = new(threads);
    private int _queued;

    /// <summary>Searches that wait.</summary>
    public int Queued => Volatile.Read(ref _queued);

    /// <summary>Waits for a thread. QueueFull where too many wait already.</summary>
    public async ValueTask<Result> EnterAsync(CancellationToken cancellationToken)
    {
        if (TryEnter())
            return Result.Ok;

        if (Interlocked.Increment(ref _queued) > maxQueued)
        {
            Interlocked.Decrement(ref _queued);
            return new Error(
                ErrorReason.QueueFull,
                $"More than {maxQueued} searches wait for the vector index ({EmbeddedVectorIndexOptions.Section}:{nameof(EmbeddedVectorIndexOptions.MaxQueuedSearches)}).",
                Remedy: "Retry after the hinted delay.",
                RetryAfter: RetryHint);
        }

        try
        {
            await _threads.WaitAsync(cancellationToken);
            return Result.Ok;
        }
        finally
        {
            Interlocked.Decrement(ref _queued);
        }
    }

    /// <summary>Takes a thread if one is free.</summary>
    public bool TryEnter() => _threads.Wait(0);

    public void Leave() => _threads.Release();

    public void Dispose() => _threads.Dispose();
}
