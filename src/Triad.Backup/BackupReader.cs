using Triad.Backup.Contents;
using Triad.Backup.Places;

namespace Triad.Backup;

/// <summary>Looks at the backups of a place.</summary>
/// <param name="place">Where they lie.</param>
public sealed class BackupReader(IBackupPlace place)
{
    private readonly BackupCatalog _catalog = new(place);

    /// <summary>All that are whole, the oldest first.</summary>
    /// <exception cref="BackupException">One is damaged.</exception>
    public Task<IReadOnlyList<BackupSummary>> ListAsync(CancellationToken cancellationToken) => _catalog.ListAsync(cancellationToken);

    /// <summary>Reads every byte of a backup and compares it with its hash.</summary>
    /// <param name="id">The backup; null for the newest.</param>
    /// <param name="progress">Is told of each file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BackupException">It is not there, or damaged: the message names the object.</exception>
    public async Task<BackupSummary> VerifyAsync(string? id, IProgress<BackupProgress> progress, CancellationToken cancellationToken)
    {
        var backup = await _catalog.GetAsync(id, cancellationToken);
        var objects = new ObjectStore(place);
        var index = await BackupIndex.ReadAsync(objects, backup.Manifest, cancellationToken);
        var done = 0L;
        foreach (var file in index.Files.Values)
        {
            await objects.CopyToAsync(file, Stream.Null, cancellationToken);
            progress.Report(new BackupProgress("files", ++done, index.Files.Count));
        }

        return backup;
    }
}
