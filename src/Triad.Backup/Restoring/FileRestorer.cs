using System.Security.Cryptography;
using Triad.Backup.Contents;
using Triad.Backup.Erasures;
using Triad.Backup.Marks;
using Triad.Core.Durability;
using Triad.Sqlite;

namespace Triad.Backup.Restoring;

/// <summary>Writes the files of a backup to a data directory. One that is there already, whole, is kept: so a restore that was cut short goes on.</summary>
internal sealed class FileRestorer(PlatformFolder folder, ObjectStore objects, IProgress<BackupProgress> progress)
{
    // As the platform makes them: readable for all, which the folders above forbid.
    private const UnixFileMode Shown = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Writes files.</summary>
    /// <param name="files">Which.</param>
    /// <param name="erased">Whose contents do not come back.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<long> WriteAsync(IReadOnlyList<BackupFile> files, IReadOnlyList<KnownErasure> erased, CancellationToken cancellationToken)
    {
        var gone = erased.Select(one => (one.Tenant, one.Video)).ToHashSet();
        var (done, written) = (0L, 0L);
        foreach (var file in files)
        {
            if (file.Path.Split('/') is not (["media" or "vectors", var tenant, ..] and var parts)
                || (!gone.Contains((tenant, null)) && !(parts is ["media", _, _, var video, _] && gone.Contains((tenant, video)))))
            {
                await WriteAsync(file, folder.PathOf(file.Path), cancellationToken);
                written++;
            }

            progress.Report(new BackupProgress("restoring", ++done, files.Count));
        }

        foreach (var (tenant, video) in gone.Where(one => one.Video is not null))
            foreach (var shard in folder.ShardFiles(tenant).Where(path => Path.GetExtension(path) == ".db"))
                RemoveVectors(shard, video!);
        return written;
    }

    /// <summary>Writes one file; durable on return.</summary>
    public async Task WriteAsync(BackupFile file, string path, CancellationToken cancellationToken)
    {
        if (File.Exists(path) && await IsWholeAsync(file, path, cancellationToken))
            return;
        var parent = Path.GetDirectoryName(path)!;
        FolderSync.Create(parent, DurableFile.PrivateFolder);
        var beside = $"{path}.restoring";
        await using (var destination = new FileStream(beside, DurableFile.Options(FileMode.Create, Shown)))
        {
            await objects.CopyToAsync(file, destination, cancellationToken);
            destination.Flush(flushToDisk: true);
        }

        if (file.Modified > 0)
            File.SetLastWriteTimeUtc(beside, new DateTime(file.Modified, DateTimeKind.Utc));

        // Logs of a database that was here before a kill are not of this one.
        File.Delete($"{path}-wal");
        File.Delete($"{path}-shm");
        File.Move(beside, path, overwrite: true);
        FolderSync.Flush(parent);
    }

    private static async Task<bool> IsWholeAsync(BackupFile file, string path, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        return content.Length == file.Length && Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)) == file.Sha256;
    }

    // Vectors are not encrypted: those of an erased video must not be served, nor lie there.
    private static void RemoveVectors(string shard, string video)
    {
        using var connection = StateFile.Open(shard);
        connection.Execute("PRAGMA secure_delete = ON");
        if (connection.Execute("DELETE FROM point WHERE video = $video", ("$video", video)) == 0)
            return;
        connection.Execute("DELETE FROM metadata WHERE metadata_id NOT IN (SELECT metadata_id FROM point)");
        connection.Execute("VACUUM");
        connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
}
