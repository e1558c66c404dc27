using System.Text;
using Triad.Backup.Contents;
using Triad.Backup.Erasures;
using Triad.Backup.Keys;
using Triad.Backup.Marks;
using Triad.Backup.Places;
using Triad.Backup.Restoring;
using Triad.Core.Durability;
using Triad.Sqlite;

namespace Triad.Backup;

/// <summary>Restores a platform into an empty data directory.</summary>
/// <param name="place">Where the backups lie.</param>
/// <param name="time">The clock.</param>
public sealed class BackupRestore(IBackupPlace place, TimeProvider time)
{
    private readonly ObjectStore _objects = new(place);
    private readonly BackupCatalog _catalog = new(place);

    /// <summary>Restores one backup.</summary>
    /// <param name="id">The backup; null for the newest.</param>
    /// <param name="dataFolder">The data directory: missing, empty, or left by a restore of this backup that was cut short.</param>
    /// <param name="keyRing">The key ring: a file, or the data directory of a platform that is still there.</param>
    /// <param name="mediaKey">The file of key-encryption keys, which is put into the directory; null where they lie in a vault.</param>
    /// <param name="erasures">Erasures of receipts that are newer than all of this; none is fine.</param>
    /// <param name="progress">Is told of each file.</param>
    /// <param name="cancellationToken">Gives up; the next call goes on.</param>
    /// <exception cref="BackupException">It cannot be restored.</exception>
    public async Task<RestoreOutcome> RestoreAsync(
        string? id,
        string dataFolder,
        string keyRing,
        string? mediaKey,
        IReadOnlyList<KnownErasure> erasures,
        IProgress<BackupProgress> progress,
        CancellationToken cancellationToken)
    {
        var backup = await _catalog.GetAsync(id, BackupManifest.Platform, cancellationToken);
        CheckLayout(backup);
        var folder = new PlatformFolder(dataFolder);
        CheckEmpty(folder, backup.Id);
        var ring = KeyRing.Read(keyRing, time);
        var keys = RestoreKeys.Read(mediaKey);
        var index = await BackupIndex.ReadAsync(_objects, backup.Manifest, cancellationToken);
        var known = new List<KnownErasure>([.. ring.Erasures, .. erasures, .. await LaterErasuresAsync(backup, cancellationToken)]);
        var gone = known.Where(one => one.Video is null).Select(one => one.Tenant).ToHashSet(StringComparer.Ordinal);
        var needed = await index.ReadListAsync<NeededKey>(BackupIndex.NeededKeys, cancellationToken);
        var found = keys.Check(needed.Where(key => !gone.Contains(key.Tenant)), ring, keyRing);

        Begin(folder, backup.Id);
        var files = new FileRestorer(folder, _objects, progress);
        var state = $"{folder.State}.restoring-state";
        foreach (var left in new[] { state, $"{state}-wal", $"{state}-shm" })
            File.Delete(left);
        await files.WriteAsync(index.Files[BackupIndex.State], state, cancellationToken);
        var pending = Prepare(state, found, known);
        var rest = index.Files.Values.Where(file => file.Path != BackupIndex.State && !file.Path.StartsWith("backup/", StringComparison.Ordinal)).ToList();
        var written = await files.WriteAsync(rest, pending, cancellationToken);
        if (keys.Text is { } text)
            DurableFile.Write(folder.MediaKey, Encoding.UTF8.GetBytes(text));
        File.Move(state, folder.State, overwrite: true);
        FolderSync.Flush(folder.Root);
        File.Delete(folder.Unfinished);
        FolderSync.Flush(folder.Root);
        return new RestoreOutcome(backup, written + 1, pending);
    }

    // The restored backup's own too: what was erased while it was made.
    private async Task<IReadOnlyList<KnownErasure>> LaterErasuresAsync(BackupSummary backup, CancellationToken cancellationToken)
    {
        var all = new List<KnownErasure>();
        foreach (var later in (await _catalog.ListAsync(cancellationToken)).Where(one => one.Manifest.Mark >= backup.Manifest.Mark))
        {
            var index = await BackupIndex.ReadAsync(_objects, later.Manifest, cancellationToken);
            all.AddRange(await index.ReadListAsync<KnownErasure>(BackupIndex.Erasures, cancellationToken));
        }

        return all;
    }

    /// <summary>Puts a restored state database in order, before it is in its place. Returns what was erased since.</summary>
    internal static IReadOnlyList<KnownErasure> Prepare(string path, IReadOnlyList<RingKey> keys, IReadOnlyList<KnownErasure> known)
    {
        using var connection = StateFile.Open(path);
        connection.Execute("PRAGMA secure_delete = ON");
        using var transaction = connection.BeginTransaction(deferred: false);
        var state = new RestoredState(connection);
        var pending = state.Pending(known);
        foreach (var key in keys)
            state.PutKey(key);
        foreach (var erasure in pending)
            state.Erase(erasure);
        transaction.Commit();
        connection.Execute("VACUUM");
        return pending;
    }

    /// <exception cref="BackupException">Its states are of another layout than this build's.</exception>
    internal static void CheckLayout(BackupSummary backup)
    {
        if (backup.Manifest.StateLayout == StateFile.Layout)
            return;
        throw new BackupException($"The backup '{backup.Id}' has states of layout {backup.Manifest.StateLayout}; this build restores layout {StateFile.Layout}.")
        {
            Field = "BACKUP",
            Value = backup.Id,
            Remedy = "Restore it with the build that made it; a start of this build then brings it up to date",
        };
    }

    private static void CheckEmpty(PlatformFolder folder, string backup)
    {
        if (!Directory.Exists(folder.Root))
            return;
        if (File.Exists(folder.Unfinished))
        {
            if (File.ReadAllText(folder.Unfinished).Trim() is var other && other != backup)
                throw new BackupException($"'{folder.Root}' is half restored from the backup '{other}'.") { Field = "--data", Value = folder.Root, Remedy = "Finish that restore, or empty the directory" };
            return;
        }

        // A disk's own folder is nobody's data.
        if (Directory.EnumerateFileSystemEntries(folder.Root).FirstOrDefault(entry => Path.GetFileName(entry) != "lost+found") is { } entry)
            throw new BackupException($"'{folder.Root}' is not empty: there is '{Path.GetFileName(entry)}'.") { Field = "--data", Value = folder.Root, Remedy = "Restore into an empty directory" };
    }

    private static void Begin(PlatformFolder folder, string backup)
    {
        FolderSync.Create(folder.Root, DurableFile.PrivateFolder);
        if (!File.Exists(folder.Unfinished))
            DurableFile.Write(folder.Unfinished, Encoding.UTF8.GetBytes($"{backup}\n"));
    }
}
