using System.Globalization;
using Triad.Core.Durability;
using Triad.Core.Identity;

namespace Triad.Vectors.Storage;

/// <summary>The files of shards, as an erasure looks at them: whoever wrote them.</summary>
internal static class ShardFiles
{
    /// <summary>The databases of a tenant's shards.</summary>
    public static string[] DatabasesOf(ShardPaths paths, TenantId tenant) => FilesOf(paths, tenant, "shard-*.db");

    /// <summary>All files of a tenant.</summary>
    public static string[] AllOf(ShardPaths paths, TenantId tenant) => FilesOf(paths, tenant, "*");

    /// <summary>The number of the shard whose database a file is; null where it is none.</summary>
    public static int? NumberOf(string database) =>
        int.TryParse(Path.GetFileNameWithoutExtension(database).AsSpan("shard-".Length), out var number) ? number : null;

    /// <summary>Deletes a shard with its log, its graphs and its marks; durable on return.</summary>
    public static void Delete(ShardPaths paths, ShardId shard) => Delete(paths, shard, static _ => true);

    /// <summary>Deletes a shard's database with its log and its graphs; durable on return.</summary>
    public static void DeleteContent(ShardPaths paths, ShardId shard) =>
        Delete(paths, shard, file => file != paths.Away(shard) && !IsIncoming(paths, shard, file));

    /// <summary>Deletes what writers up to an epoch have left of files on their way back.</summary>
    public static void DeleteIncoming(ShardPaths paths, ShardId shard, long throughEpoch) =>
        Delete(paths, shard, file => IsIncoming(paths, shard, file) && EpochOf(file[paths.IncomingPrefix(shard).Length..]) <= throughEpoch);

    private static bool IsIncoming(ShardPaths paths, ShardId shard, string file) =>
        file.StartsWith(paths.IncomingPrefix(shard), StringComparison.Ordinal);

    // "-7", and "-7-wal" beside it; a name without an epoch is older than all.
    private static long EpochOf(string rest) =>
        rest.Split('-') is [_, var epoch, ..] && long.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static void Delete(ShardPaths paths, ShardId shard, Func<string, bool> goes)
    {
        var folder = paths.Folder(shard);
        if (!Directory.Exists(folder))
            return;
        var name = Path.GetFileNameWithoutExtension(paths.File(shard));
        foreach (var file in Directory.EnumerateFiles(folder, $"{name}.*").Where(goes).ToList())
            File.Delete(file);
        FolderSync.Flush(folder);
    }

    /// <summary>Deletes a tenant's folder; durable on return.</summary>
    public static void Delete(ShardPaths paths, TenantId tenant)
    {
        var folder = paths.Folder(new ShardId(tenant, 0));
        if (!Directory.Exists(folder))
            return;
        Directory.Delete(folder, recursive: true);
        FolderSync.Flush(paths.Root);
    }

    private static string[] FilesOf(ShardPaths paths, TenantId tenant, string pattern)
    {
        var folder = paths.Folder(new ShardId(tenant, 0));
        return Directory.Exists(folder) ? Directory.GetFiles(folder, pattern) : [];
    }
}
