using System.Threading.RateLimiting;
using Triad.Core.Errors;

namespace Triad.Vectors.Scanning;

/// <summary>
/// Lets as many threads scan as memory bandwidth is worth sharing between; the rest wait in a bounded queue. A thousand searches
/// at once are a thousand waiting tasks, not a thousand threads.
/// </summary>
internal sealed class ScanGate(int threads, int maxQueued) : IDisposable
{
    private static readonly TimeSpan RetryHint = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrencyLimiter _threads = new(new ConcurrencyLimiterOptions { PermitLimit = threads, QueueLimit = maxQueued });

    /// <summary>Searches that wait.</summary>
    public int Queued => (int)_threads.GetStatistics()!.CurrentQueuedCount;

    /// <summary>Waits for a thread, which is given back with the lease. QueueFull where too many wait already.</summary>
    public async ValueTask<Result<RateLimitLease>> EnterAsync(CancellationToken cancellationToken)
    {
        var lease = await _threads.AcquireAsync(1, cancellationToken);
        if (lease.IsAcquired)
            return lease;
        return new Error(
            ErrorReason.QueueFull,
            $"More than {maxQueued} searches wait for the vector index ({EmbeddedVectorIndexOptions.Section}:{nameof(EmbeddedVectorIndexOptions.MaxQueuedSearches)}).",
            Remedy: "Retry after the hinted delay.",
            RetryAfter: RetryHint);
    }

    /// <summary>Takes a thread if one is free and nobody waits for it; null otherwise.</summary>
    public RateLimitLease? TryEnter() => _threads.AttemptAcquire() is { IsAcquired: true } lease ? lease : null;

    public void Dispose() => _threads.Dispose();
}
