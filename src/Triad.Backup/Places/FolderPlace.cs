using Triad.Core.Durability;

namespace Triad.Backup.Places;

/// <summary>Backups in a folder, for the eyes of this user only.</summary>
/// <param name="folder">Its path; made where it is missing.</param>
public sealed class FolderPlace(string folder) : IBackupPlace
{
    private readonly string _root = Path.GetFullPath(folder);

    /// <inheritdoc/>
    public string Name => _root;

    /// <inheritdoc/>
    public string WorkFolder => Path.Combine(Incoming, "work");

    // What is being written: a name there says nothing, since it is renamed away when it is whole.
    private string Incoming => Path.Combine(_root, "incoming");

    /// <inheritdoc/>
    public Task<IAsyncDisposable> ClaimAsync(CancellationToken cancellationToken)
    {
        FolderSync.Create(_root, DurableFile.PrivateFolder);
        FileStream claim;
        try
        {
            claim = new FileStream(Path.Combine(_root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new BackupException($"Another backup is being written to '{_root}'.") { Field = "REPOSITORY", Value = _root, Remedy = "Wait until it has ended" };
        }

        if (Directory.Exists(Incoming))
            Directory.Delete(Incoming, recursive: true);
        FolderSync.Create(WorkFolder, DurableFile.PrivateFolder);
        return Task.FromResult<IAsyncDisposable>(claim);
    }

    /// <inheritdoc/>
    public Task<bool> HasAsync(string name, CancellationToken cancellationToken) => Task.FromResult(File.Exists(PathOf(name)));

    /// <inheritdoc/>
    public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        var beside = Path.Combine(Incoming, $"{Guid.NewGuid():n}");
        await using (var file = new FileStream(beside, DurableFile.Options(FileMode.CreateNew)))
        {
            await file.WriteAsync(content, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        FolderSync.Create(Path.GetDirectoryName(path)!, DurableFile.PrivateFolder);
        File.Move(beside, path, overwrite: true);
        FolderSync.Flush(Path.GetDirectoryName(path)!);
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        return File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : null;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        var path = PathOf(folder);
        return Task.FromResult<IReadOnlyList<string>>(
            Directory.Exists(path) ? [.. Directory.EnumerateFiles(path).Select(file => $"{folder}/{Path.GetFileName(file)}").Order(StringComparer.Ordinal)] : []);
    }

    private string PathOf(string name) => Path.Combine(_root, name.Replace('/', Path.DirectorySeparatorChar));
}
