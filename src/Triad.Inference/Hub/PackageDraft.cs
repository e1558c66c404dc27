using System.Security.Cryptography;
using Triad.Core.Durability;
using Triad.Inference.Packages;

namespace Triad.Inference.Hub;

/// <summary>
/// A folder beside the one that a package will have, in which the package is written. It gets its name at the end: whatever ends the
/// process before leaves no package, and the next import of that name clears what is left.
/// </summary>
internal sealed class PackageDraft : IDisposable
{
    private readonly string _target;
    private readonly FileStream _lock;
    private bool _isFinished;

    private PackageDraft(string target, string folder, FileStream held) => (_target, Folder, _lock) = (target, folder, held);

    /// <summary>Where the package is written.</summary>
    public string Folder { get; }

    /// <summary>Begins a draft.</summary>
    /// <param name="target">The package's folder, which must not be there yet.</param>
    /// <exception cref="HubFormatException">It is there, or another process writes it.</exception>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public static PackageDraft Begin(string target)
    {
        var folder = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.importing");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var held = Lock($"{folder}.lock", target);
        try
        {
            // Under the lock: another import may have ended just before.
            if (Path.Exists(target))
                throw new HubFormatException(target, "", "is there already", "Remove it, or give another --out.");
            if (new DirectoryInfo(folder).LinkTarget is not null)
                throw new HubFormatException(
                    folder, "", "is a link, and what it leads to would be emptied", "Remove it, or give another --out.");
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            Directory.CreateDirectory(folder);
            return new PackageDraft(target, folder, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Copies a package as a member, and tells the SHA-256 of its model.json and the size of all of it.</summary>
    /// <param name="package">The package, read and checked.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="cancellationToken">Stops between parts of files.</param>
    public async Task<(string Sha256, long Bytes)> CopyMemberAsync(PackageContent package, string name, CancellationToken cancellationToken)
    {
        var folder = PackageMembers.PathOf(name);
        Directory.CreateDirectory(Path.Combine(Folder, folder));
        var bytes = 0L;
        foreach (var file in package.Manifest.Sha256.Keys)
            bytes += (await CopyAsync(Path.Combine(package.Folder, file), $"{folder}/{file}", cancellationToken).ConfigureAwait(false))
                .Bytes;
        foreach (var (inner, content) in package.Members)
            bytes += (await CopyMemberAsync(content, $"{name}/{PackageMembers.PathOf(inner)}", cancellationToken).ConfigureAwait(false))
                .Bytes;
        var manifest = await CopyAsync(
            Path.Combine(package.Folder, ModelManifest.FileName), $"{folder}/{ModelManifest.FileName}",
            cancellationToken).ConfigureAwait(false);
        FolderSync.Flush(Path.Combine(Folder, folder));
        FolderSync.Flush(Path.GetDirectoryName(Path.Combine(Folder, folder))!);
        return (manifest.Sha256, bytes + manifest.Bytes);
    }

    /// <summary>Copies a file, and tells its SHA-256 and its size.</summary>
    public async Task<(string Sha256, long Bytes)> CopyAsync(string source, string name, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var from = File.OpenRead(source);
        await using var to = File.Create(Path.Combine(Folder, name));
        var buffer = new byte[1 << 20];
        for (int read; (read = await from.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        to.Flush(flushToDisk: true);
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), to.Length);
    }

    /// <summary>Writes a file, and tells its SHA-256 and its size.</summary>
    public async Task<(string Sha256, long Bytes)> WriteAsync(string name, byte[] content, CancellationToken cancellationToken)
    {
        await using var to = File.Create(Path.Combine(Folder, name));
        await to.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        to.Flush(flushToDisk: true);
        return (Convert.ToHexStringLower(SHA256.HashData(content)), content.Length);
    }

    /// <summary>Gives the package its name, durably.</summary>
    /// <exception cref="IOException">The name was taken meanwhile.</exception>
    public void Finish()
    {
        FolderSync.Flush(Folder);
        Directory.Move(Folder, _target);
        _isFinished = true;
        FolderSync.Flush(Path.GetDirectoryName(_target)!);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isFinished && Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        _lock.Dispose();
    }

    // It lies beside the draft, so that it is held until the draft has its name; it goes with the process that holds it.
    private static FileStream Lock(string path, string target)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new HubFormatException(target, "", "is being written by another import", "Wait until it has ended.");
        }
    }
}
