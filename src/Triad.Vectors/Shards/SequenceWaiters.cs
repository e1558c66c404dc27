using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Vectors.Shards;

/// <summary>Those who wait until a shard has reached a sequence number: a bounded list.</summary>
internal sealed class SequenceWaiters(int limit, TimeProvider time)
{
    private static readonly TimeSpan RetryHint = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly LinkedList<(long Sequence, TaskCompletionSource Reached)> _waiting = [];

    /// <summary>Waits. <paramref name="current"/> tells the sequence number that searches see.</summary>
    public async Task<Result> WaitAsync(
        ShardId shard,
        long sequence,
        Func<long> current,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        if (current() >= sequence)
            return Result.Ok;
        if (timeout <= TimeSpan.Zero)
            return TimedOut(shard, sequence, current());

        LinkedListNode<(long Sequence, TaskCompletionSource Reached)> node;
        lock (_lock)
        {
            if (_waiting.Count >= limit)
                return QueueFull(shard);
            node = _waiting.AddLast((sequence, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
        }

        try
        {
            // Looked at again: the write may have come between the first look and the entry into the list.
            if (current() < sequence)
                await node.Value.Reached.Task.WaitAsync(timeout, time, cancellationToken);
            return Result.Ok;
        }
        catch (TimeoutException)
        {
            return TimedOut(shard, sequence, current());
        }
        finally
        {
            lock (_lock)
            {
                if (node.List is not null)
                    _waiting.Remove(node);
            }
        }
    }

    /// <summary>Wakes those who waited for this sequence number or a smaller one.</summary>
    public void Reach(long sequence)
    {
        lock (_lock)
        {
            for (var node = _waiting.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.Sequence <= sequence)
                {
                    _waiting.Remove(node);
                    node.Value.Reached.TrySetResult();
                }

                node = next;
            }
        }
    }

    private Error QueueFull(ShardId shard) => new(
        ErrorReason.QueueFull,
        $"More than {limit} callers wait for writes to shard '{shard}'.",
        Remedy: "Retry after the hinted delay.",
        RetryAfter: RetryHint);

    private static Error TimedOut(ShardId shard, long sequence, long current) => new(
        ErrorReason.TimedOut,
        $"Shard '{shard}' did not reach write {sequence} in time; it is at {current}.",
        Remedy: "Retry, or search without waiting.");
}
