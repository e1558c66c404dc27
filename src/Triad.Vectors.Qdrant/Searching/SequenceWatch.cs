using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Vectors.Qdrant.Shards;

namespace Triad.Vectors.Qdrant.Searching;

/// <summary>
/// Those who wait until a shard has reached a number. They look at the header together, however many they are, and a bounded number may
/// wait.
/// </summary>
internal sealed class SequenceWatch(ShardDirectory directory, HeaderStore headers, QdrantVectorsOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ShardId, Watched> _watched = [];

    /// <summary>See <see cref="Core.Indexing.IVectorReader.WaitAsync"/>.</summary>
    public async Task<Result> WaitAsync(ShardId shard, long sequence, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (Enter(shard) is not { } watched)
            return ShardErrors.QueueFull(shard, options.MaxWaiters, "callers");
        try
        {
            return await LookAsync(watched, shard, sequence, timeout, cancellationToken);
        }
        finally
        {
            Leave(shard, watched);
        }
    }

    private async Task<Result> LookAsync(
        Watched watched,
        ShardId shard,
        long sequence,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        // The first look is one's own: another's may have begun before the write that is waited for.
        var start = time.GetTimestamp();
        var current = await SequenceAsync(shard, cancellationToken);
        while (true)
        {
            if (!current.IsOk)
                return current.Error;
            if (current.Value >= sequence)
                return Result.Ok;
            var left = timeout - time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                return ShardErrors.WaitedInVain(shard, sequence, current.Value);
            await Task.Delay(left < options.WaitInterval ? left : options.WaitInterval, time, cancellationToken);
            current = await Shared(watched, shard).WaitAsync(cancellationToken);
        }
    }

    // The look is nobody's own: one who gives up must not end it for the others. Its calls have deadlines.
    private Task<Result<long>> Shared(Watched watched, ShardId shard)
    {
        lock (_lock)
            return watched.Look is { IsCompleted: false } running ? running : watched.Look = SequenceAsync(shard, CancellationToken.None);
    }

    private async Task<Result<long>> SequenceAsync(ShardId shard, CancellationToken cancellationToken)
    {
        var place = await directory.FindAsync(shard, cancellationToken);
        if (!place.IsOk)
            return place.Error;
        if (place.Value is null)
            return 0;
        var header = await headers.ReadAsync(place.Value, cancellationToken);
        return header.IsOk ? header.Value?.Sequence ?? 0 : header.Error;
    }

    private Watched? Enter(ShardId shard)
    {
        lock (_lock)
        {
            if (!_watched.TryGetValue(shard, out var watched))
                _watched[shard] = watched = new Watched();
            if (watched.Waiting >= options.MaxWaiters)
                return null;
            watched.Waiting++;
            return watched;
        }
    }

    private void Leave(ShardId shard, Watched watched)
    {
        lock (_lock)
        {
            if (--watched.Waiting == 0)
                _watched.Remove(shard);
        }
    }

    private sealed class Watched
    {
        public int Waiting { get; set; }

        public Task<Result<long>>? Look { get; set; }
    }
}
