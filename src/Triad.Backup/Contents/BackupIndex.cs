namespace Triad.Backup.Contents;

/// <summary>The files of a backup by their paths.</summary>
internal sealed class BackupIndex
{
    /// <summary>The state database, without data keys.</summary>
    public const string State = "state.db";

    /// <summary>Which data keys it needs, a <see cref="Keys.NeededKey"/> a line.</summary>
    public const string NeededKeys = "backup/data-keys.jsonl";

    /// <summary>Erasures that were known when it ended, an <see cref="Erasures.KnownErasure"/> a line.</summary>
    public const string Erasures = "backup/erasures.jsonl";

    private readonly ObjectStore _objects;

    private BackupIndex(ObjectStore objects, IReadOnlyDictionary<string, BackupFile> files) => (_objects, Files) = (objects, files);

    public IReadOnlyDictionary<string, BackupFile> Files { get; }

    /// <summary>Reads the list of a backup's files.</summary>
    public static async Task<BackupIndex> ReadAsync(ObjectStore objects, BackupManifest manifest, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, BackupFile>(StringComparer.Ordinal);
        await foreach (var file in ReadAsync<BackupFile>(objects, manifest.Index, cancellationToken))
        {
            // A path out of the data directory would be written to by a restore.
            if (Path.IsPathRooted(file.Path) || file.Path.Split('/').Any(part => part is "" or "." or ".."))
                throw new BackupException($"The backup is damaged: it has a file '{file.Path}'.");
            files.Add(file.Path, file);
        }

        return new BackupIndex(objects, files);
    }

    /// <summary>The documents of one of its lists.</summary>
    public async Task<IReadOnlyList<T>> ReadListAsync<T>(string path, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        await foreach (var one in ReadAsync<T>(_objects, Files[path], cancellationToken))
            all.Add(one);
        return all;
    }

    private static async IAsyncEnumerable<T> ReadAsync<T>(
        ObjectStore objects, BackupFile file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await objects.CopyToAsync(file, content, cancellationToken);
        content.Position = 0;
        await foreach (var one in BackupJson.ReadLinesAsync<T>(content))
            yield return one;
    }
}
