using System.Globalization;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Rows;

namespace Triad.Grains.Shards;

/// <summary>
/// Which generations of removed videos may no longer be written to a shard. A fence is a row of its own, so a removal costs the same
/// however many there were before it.
/// </summary>
internal sealed class ShardFences
{
    // Longer than any writer of a removed video can still be at work: a lease ends within minutes.
    private static readonly TimeSpan KeepTime = TimeSpan.FromHours(1);

    // More than are added: those that have served go, and no removal takes away many.
    private const int MaxExpiredAtOnce = 2;

    private readonly IRowSet _rows;
    private readonly Dictionary<VideoId, Fence> _fences = [];
    private readonly Queue<(VideoId Video, DateTimeOffset At)> _inOrder = new();

    private ShardFences(IRowSet rows) => _rows = rows;

    private readonly record struct Fence(int ThroughGeneration, DateTimeOffset At);

    /// <summary>Takes a shard's fences over from an earlier activation.</summary>
    public static async Task<Result<ShardFences>> OpenAsync(IRowStore store, ShardId shard, CancellationToken cancellationToken)
    {
        var rows = await store.OpenAsync(OwnerOf(shard), cancellationToken);
        if (!rows.IsOk)
            return rows.Error;
        var fences = new ShardFences(rows.Value);
        foreach (var (video, fence) in rows.Value.Opened.Select(Read).OrderBy(read => read.Fence.At))
            fences.Note(video, fence);
        return fences;
    }

    /// <summary>The owner of a shard's rows.</summary>
    public static string OwnerOf(ShardId shard) => $"shard-fences/{shard}";

    public bool IsFenced(VideoId video, int generation) => _fences.TryGetValue(video, out var fence) && generation <= fence.ThroughGeneration;

    /// <summary>Puts up a fence, durably, before anything is removed behind it.</summary>
    public async Task<Result> PutAsync(VideoId video, int throughGeneration, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var fence = new Fence(throughGeneration, now);
        var put = await _rows.PutAsync(Write(video, fence), cancellationToken);
        if (!put.IsOk)
            return put;
        Note(video, fence);
        return await ExpireAsync(now, cancellationToken);
    }

    // What cannot be taken away now goes with a later fence; only a set that others have taken over is told.
    private async Task<Result> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MaxExpiredAtOnce && _inOrder.TryPeek(out var oldest) && now - oldest.At > KeepTime; i++)
        {
            if (_fences.TryGetValue(oldest.Video, out var fence) && fence.At == oldest.At)
            {
                var removed = await _rows.RemoveAsync(oldest.Video.Value, cancellationToken);
                if (!removed.IsOk)
                    return removed.Error.Reason == ErrorReason.EpochStale ? removed : Result.Ok;
                _fences.Remove(oldest.Video);
            }

            _inOrder.Dequeue();
        }

        return Result.Ok;
    }

    private void Note(VideoId video, Fence fence)
    {
        _fences[video] = fence;
        _inOrder.Enqueue((video, fence.At));
    }

    private static Row Write(VideoId video, Fence fence) =>
        new(video.Value, FormattableString.Invariant($"{fence.ThroughGeneration} {fence.At.UtcTicks}"));

    private static (VideoId Video, Fence Fence) Read(Row row) => row.Value.Split(' ') is [var generation, var at]
        ? (VideoId.From(row.Key), new Fence(
            int.Parse(generation, CultureInfo.InvariantCulture), new DateTimeOffset(long.Parse(at, CultureInfo.InvariantCulture), TimeSpan.Zero)))
        : throw new FormatException($"'{row.Key}' with '{row.Value}' is no fence of a shard.");
}
