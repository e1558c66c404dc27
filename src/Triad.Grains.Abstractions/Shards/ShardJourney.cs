using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Shards;

/// <summary>Follows a shard's way to the media store or back, however long it takes.</summary>
public static class ShardJourney
{
    /// <summary>Offloads a shard, to the end: a phase alone does not tell whether it has begun.</summary>
    public static Task<Result<ShardResidence>> OffloadAsync(IIndexShardGrain shard, CancellationToken cancellationToken) =>
        OffloadAsync(shard, null, cancellationToken);

    /// <summary>Offloads a shard, to the end, where nobody has used it for so long; it is told to be here where somebody has.</summary>
    public static async Task<Result<ShardResidence>> OffloadAsync(IIndexShardGrain shard, TimeSpan? unusedFor, CancellationToken cancellationToken)
    {
        for (var run = 0L; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var moved = await shard.OffloadAsync(unusedFor, run, cancellationToken);
            if (!moved.IsOk || moved.Value.Run == 0)
                return moved;
            run = moved.Value.Run;
        }
    }

    /// <summary>Brings a shard back, to the end.</summary>
    public static async Task<Result<ShardResidence>> RestoreAsync(IIndexShardGrain shard, CancellationToken cancellationToken)
    {
        for (; ; )
        {
            cancellationToken.ThrowIfCancellationRequested();
            var moved = await shard.RestoreAsync(cancellationToken);
            if (!moved.IsOk || !moved.Value.IsAway)
                return moved;
        }
    }
}
