using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Media.FolderStore;

namespace Triad.Media.Encryption;

/// <summary>
/// Decrypted copies for decoders, which need a file: in a folder of this process alone, gone with their leases. What a killed process left is removed
/// at the next start.
/// </summary>
internal sealed class PlainCopies
{
    private readonly string _folder;
    private readonly FolderFiles _files = new();

    public PlainCopies(string folder)
    {
        _folder = Path.GetFullPath(folder);
        _files.CreateFolder(_folder);
        File.SetUnixFileMode(_folder, FolderFiles.FolderMode);
        foreach (var left in Directory.EnumerateFiles(_folder))
            File.Delete(left);
    }

    /// <summary>Writes a copy; the content is disposed of.</summary>
    /// <exception cref="StorageException">The content is damaged; nothing is left.</exception>
    public async Task<Result<IMediaLease>> CopyAsync(Stream content, CancellationToken cancellationToken)
    {
        var lease = new FileLease(Path.Combine(_folder, Guid.NewGuid().ToString("n")));
        var isWhole = false;
        try
        {
            await using var plain = content;
            await using (var file = _files.Create(lease.Path))
                await plain.CopyToAsync(file, cancellationToken);
            isWhole = true;
            return Result<IMediaLease>.Ok(lease);
        }
        catch (Exception failure) when (StorageErrors.IsStorage(failure))
        {
            return StorageErrors.Of(failure);
        }
        finally
        {
            if (!isWhole)
                await lease.DisposeAsync();
        }
    }
}
