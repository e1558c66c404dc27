using Triad.Backup.Contents;
using Triad.Backup.Erasures;
using Triad.Backup.Marks;

namespace Triad.Backup;

/// <summary>Takes the files of a platform into a backup.</summary>
/// <param name="folder">The data directory.</param>
/// <param name="objects">Where they go.</param>
/// <param name="known">The files of the backup before.</param>
/// <param name="work">A folder for copies of databases.</param>
/// <param name="progress">Is told of each file.</param>
internal sealed class FileCollector(
    PlatformFolder folder, ObjectStore objects, IReadOnlyDictionary<string, BackupFile> known, string work, IProgress<BackupProgress> progress)
{
    private readonly SortedDictionary<string, BackupFile> _files = new(StringComparer.Ordinal);

    public IReadOnlyCollection<BackupFile> All => _files.Values;

    /// <summary>Takes in a file that was made for the backup.</summary>
    public async Task AddMadeAsync(string name, string path, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        _files[name] = await objects.AddAsync(name, content, modified: 0, cancellationToken);
    }

    /// <summary>Takes in a list, a document a line.</summary>
    public async Task AddListAsync<T>(string name, IEnumerable<T> documents, CancellationToken cancellationToken)
    {
        var path = Path.Combine(work, "list");
        BackupJson.WriteLines(path, documents);
        await AddMadeAsync(name, path, cancellationToken);
    }

    /// <summary>Takes in the shards of a mark, letting go of each.</summary>
    public async Task AddShardsAsync(PlatformMark mark, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var shard in mark.Shards)
        {
            var copy = Path.Combine(work, "shard");
            File.Delete(copy);
            shard.CopyTo(copy);
            shard.Dispose();
            await AddMadeAsync(folder.NameOf(shard.Path), copy, cancellationToken);
            progress.Report(new BackupProgress("vectors", ++done, mark.Shards.Count));
        }

        foreach (var away in mark.Away)
            _files[folder.NameOf(away)] = await objects.AddAsync(folder.NameOf(away), Stream.Null, modified: 0, cancellationToken);
        foreach (var file in mark.Offloaded)
            _files[folder.NameOf(file.Name)] = await objects.AddAsync(folder.NameOf(file.Name), file, modified: 0, cancellationToken);
    }

    /// <summary>Takes in the media of the mark's videos; what came later is not theirs.</summary>
    public async Task AddMediaAsync(IReadOnlyList<(string Tenant, string Video, string Source)> videos, string? tenant, CancellationToken cancellationToken)
    {
        var living = videos.Select(one => (one.Tenant, one.Video)).ToHashSet();
        var done = 0L;
        foreach (var (owner, video, path) in folder.VideoFolders(tenant))
        {
            if (!living.Contains((owner, video)))
                continue;
            foreach (var file in FilesOf(path))
                await AddUnchangingAsync(file, cancellationToken);
            progress.Report(new BackupProgress("media", ++done, living.Count));
        }
    }

    /// <summary>Takes in the audit log: heads first, so that none is of lines that the copy lacks.</summary>
    public async Task AddAuditAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder.Audit))
            return;
        var all = Directory.EnumerateFiles(folder.Audit, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) != ".new");
        foreach (var file in all.OrderByDescending(file => Path.GetFileName(Path.GetDirectoryName(file)) == "heads"))
            await AddWholeLinesAsync(file, cancellationToken);
    }

    /// <summary>The list of all that was taken in.</summary>
    public async Task<BackupFile> IndexAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(work, "index");
        BackupJson.WriteLines(path, _files.Values);
        await using var content = File.OpenRead(path);
        return await objects.AddAsync("backup/files.jsonl", content, modified: 0, cancellationToken);
    }

    /// <summary>Videos whose bytes were not there, though nobody has erased them.</summary>
    public IReadOnlyList<string> WithoutMedia(
        IReadOnlyList<(string Tenant, string Video, string Source)> videos, IReadOnlyList<KnownErasure> erasures)
    {
        var gone = erasures.Select(one => (one.Tenant, one.Video)).ToHashSet();
        var have = _files.Keys.Where(name => name.StartsWith("media/", StringComparison.Ordinal))
            .Select(name => name.Split('/'))
            .Select(parts => (parts[1], parts[3], Path.GetFileNameWithoutExtension(parts[4]), parts[4]))
            .SelectMany(one => new[] { (one.Item1, one.Item2, one.Item3), (one.Item1, one.Item2, one.Item4) })
            .ToHashSet();
        return
        [
            .. videos.Where(one => !have.Contains(one) && !gone.Contains((one.Tenant, one.Video)) && !gone.Contains((one.Tenant, null)))
                .Select(one => $"{one.Tenant}/{one.Video}"),
        ];
    }

    private async Task AddUnchangingAsync(string path, CancellationToken cancellationToken)
    {
        var name = folder.NameOf(path);
        await using var content = PlatformMark.OpenShared(path);
        if (content is null)
            return;
        var modified = File.GetLastWriteTimeUtc(content.SafeFileHandle).Ticks;
        _files[name] = known.TryGetValue(name, out var before) && before.Length == content.Length && before.Modified == modified
            && await objects.HasAsync(before, cancellationToken)
            ? before
            : await objects.AddAsync(name, content, modified, cancellationToken);
    }

    // Lines are appended meanwhile: half of one is none.
    private async Task AddWholeLinesAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = PlatformMark.OpenShared(path);
        if (content is null)
            return;
        using var lines = new MemoryStream();
        await content.CopyToAsync(lines, cancellationToken);
        if (Path.GetExtension(path) == ".jsonl")
            lines.SetLength(lines.GetBuffer().AsSpan(0, (int)lines.Length).LastIndexOf((byte)'\n') + 1);
        lines.Position = 0;
        _files[folder.NameOf(path)] = await objects.AddAsync(folder.NameOf(path), lines, modified: 0, cancellationToken);
    }

    private static IReadOnlyList<string> FilesOf(string path)
    {
        try
        {
            return Directory.GetFiles(path);
        }
        catch (DirectoryNotFoundException)
        {
            return []; // Erased meanwhile.
        }
    }
}
