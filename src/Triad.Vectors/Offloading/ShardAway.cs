using Triad.Core.Durability;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Vectors.Storage;

namespace Triad.Vectors.Offloading;

/// <summary>
/// The mark of a shard whose files are elsewhere: an empty file in their place. While it is there the index refuses the shard, so that nobody takes it
/// for one without vectors, and no writer that lags behind begins it anew.
/// </summary>
internal static class ShardAway
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public static bool IsMarked(ShardPaths paths, ShardId shard) => File.Exists(paths.Away(shard));

    /// <summary>Durable on return.</summary>
    public static void Mark(ShardPaths paths, ShardId shard)
    {
        File.Create(paths.Away(shard)).Dispose();
        FolderSync.Flush(paths.Folder(shard));
    }

    /// <summary>The caller syncs the folder.</summary>
    public static void Unmark(ShardPaths paths, ShardId shard) => File.Delete(paths.Away(shard));

    public static Error Refusal(ShardId shard) => new(
        ErrorReason.Unavailable,
        $"Shard '{shard}' is offloaded: its file is in the media store and is brought back.",
        Remedy: "Retry after the hinted delay.",
        RetryAfter: RetryAfter);
}
