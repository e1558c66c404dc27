using Triad.Grains.Abstractions.Ingest;

namespace Triad.Grains.IngestHosts;

/// <summary>Which partitions of the ingest queue have work, as far as a host knows.</summary>
internal sealed class PartitionBoard
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<bool>?[] _offered = new TaskCompletionSource<bool>?[IngestQueueKey.Partitions];
    private TaskCompletionSource _any = NewSource();

    /// <summary>The partitions that have work. They go round from call to call, so that of a tenant's jobs those of no partition wait for long.</summary>
    public IReadOnlyList<int> Offered
    {
        get
        {
            lock (_lock)
            {
                _first = (_first + 1) % _offered.Length;
                return [.. Enumerable.Range(_first, _offered.Length).Select(at => at % _offered.Length).Where(partition => _offered[partition] is not null)];
            }
        }
    }

    private int _first;

    /// <summary>Says that a partition has work. Ends when there is no more in it; false where it gave no answer.</summary>
    public Task<bool> OfferAsync(int partition)
    {
        lock (_lock)
        {
            _any.TrySetResult();
            return (_offered[partition] ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Nothing more is in a partition.</summary>
    public void Withdraw(int partition, bool isFaulty)
    {
        lock (_lock)
        {
            _offered[partition]?.TrySetResult(!isFaulty);
            _offered[partition] = null;
            if (_any.Task.IsCompleted && _offered.All(offer => offer is null))
                _any = NewSource();
        }
    }

    /// <summary>Waits until a partition has work.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _any.Task.WaitAsync(cancellationToken);
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
