using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Vectors.Qdrant.Shards;

/// <summary>Why a shard refuses a call.</summary>
internal static class ShardErrors
{
    private static readonly TimeSpan RetryHint = TimeSpan.FromMilliseconds(500);

    public static Error NotOpen(ShardId shard, long epoch) => new(
        ErrorReason.EpochStale,
        $"Shard '{shard}' was never opened for writing; the write has epoch {epoch}.",
        "epoch",
        Remedy: "Open the shard first.");

    public static Error Stale(ShardId shard, long current, long epoch) => new(
        ErrorReason.EpochStale,
        $"Shard '{shard}' is at epoch {current}; the write has epoch {epoch}: another writer has taken over.",
        "epoch",
        Remedy: "Stop writing; the other writer goes on.");

    public static Error SpaceMismatch(ShardId shard, string stored, SpaceId given) => new(
        ErrorReason.SpaceMismatch,
        $"Shard '{shard}' holds vectors of space '{stored}'; the given ones are of '{given}'.",
        "space",
        given.Value,
        "Embed with the package of the shard's space, or re-embed the tenant.");

    public static Error Moving(ShardId shard) => new(
        ErrorReason.Unavailable,
        $"Shard '{shard}' takes no writes for a moment: its tenant moves to another shard key.",
        Remedy: "Retry after the hinted delay; searches go on.",
        RetryAfter: RetryHint);

    public static Error Contended(ShardId shard) => new(
        ErrorReason.Conflict,
        $"Others wrote to shard '{shard}' each time that this write was about to be noted; whether it counts is not known.",
        Remedy: "Repeat the write.",
        RetryAfter: RetryHint);

    public static Error NotSearchable(ShardId shard, TimeSpan waited) => new(
        ErrorReason.TimedOut,
        $"Qdrant took a write to shard '{shard}' but did not make it searchable within {waited.TotalSeconds:0.###} s.",
        Remedy: "Repeat the write; see the server's update queue.",
        RetryAfter: RetryHint);

    public static Error NotDeleted(ShardId shard, VideoId video, long left) => new(
        ErrorReason.Unavailable,
        $"Of video '{video}' in shard '{shard}' {left} points are left after their deletion.",
        Remedy: "Repeat the deletion.",
        RetryAfter: RetryHint);

    public static Error NoHeader(ShardId shard) => new(
        ErrorReason.Unavailable,
        $"Shard '{shard}' is being opened, or its copies do not agree for a moment: what it holds is not known.",
        Remedy: "Retry after the hinted delay.",
        RetryAfter: RetryHint);

    public static Error QueueFull(ShardId shard, int limit, string what) => new(
        ErrorReason.QueueFull,
        $"More than {limit} {what} wait for shard '{shard}'.",
        Remedy: "Retry after the hinted delay.",
        RetryAfter: RetryHint);

    public static Error WaitedInVain(ShardId shard, long sequence, long current) => new(
        ErrorReason.TimedOut,
        $"Shard '{shard}' did not reach write {sequence} in time; it is at {current}.",
        Remedy: "Retry, or search without waiting.");
}
