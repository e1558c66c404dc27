using System.Collections.Concurrent;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Vectors.Qdrant.Shards;

/// <summary>Lets one write of this process at a time to a shard; a bounded number wait.</summary>
internal sealed class WriteGates(int limit)
{
    private readonly ConcurrentDictionary<ShardId, Gate> _gates = [];

    /// <summary>Waits for the turn of a write. Disposing of the entry ends it.</summary>
    public async Task<Result<IDisposable>> EnterAsync(ShardId shard, CancellationToken cancellationToken)
    {
        var gate = _gates.GetOrAdd(shard, static _ => new Gate());
        if (Interlocked.Increment(ref gate.Inside) > limit + 1)
        {
            Interlocked.Decrement(ref gate.Inside);
            return ShardErrors.QueueFull(shard, limit, "writes");
        }

        try
        {
            await gate.Turn.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Decrement(ref gate.Inside);
            throw;
        }

        return Result<IDisposable>.Ok(new Entry(gate));
    }

    private sealed class Gate
    {
        public readonly SemaphoreSlim Turn = new(1, 1);

        public int Inside;
    }

    private sealed class Entry(Gate gate) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref gate.Inside);
            gate.Turn.Release();
        }
    }
}
