using System.Security.Cryptography;
using Triad.Core.Errors;
using Triad.Core.Media;

namespace Triad.Media.FolderStore;

/// <summary>Writes one blob: a file beside the others, synced, then renamed into place, then the folder synced.</summary>
internal sealed class BlobWriter(IFolderFiles files, StoreLayout layout, TimeProvider time)
{
    /// <summary>Writes the blob, or leaves nothing behind.</summary>
    public async Task<Result<StoredMedia>> WriteAsync(
        string target,
        IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> chunks,
        long maxLength,
        CancellationToken cancellationToken)
    {
        var path = Path.Combine(layout.Incoming, PassingName.New(time));
        try
        {
            Result<StoredMedia> written;
            await using (var file = files.Create(path))
            {
                written = await FillAsync(file, chunks, maxLength, cancellationToken);
                if (!written.IsOk)
                    return written;
                await file.FlushAsync(cancellationToken);
                await Task.Run(() => files.Sync(file), CancellationToken.None);
            }

            await Task.Run(() => Place(path, target), CancellationToken.None);
            return written;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<Result<StoredMedia>> FillAsync(
        FileStream file,
        IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> chunks,
        long maxLength,
        CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = 0L;
        await foreach (var chunk in chunks.WithCancellation(cancellationToken))
        {
            if (!chunk.IsOk)
                return chunk.Error;
            length += chunk.Value.Length;
            if (length > maxLength)
                return MediaStoreErrors.TooLong(maxLength);
            hash.AppendData(chunk.Value.Span);
            await file.WriteAsync(chunk.Value, cancellationToken);
        }

        return new StoredMedia(length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private void Place(string path, string target)
    {
        var folder = Path.GetDirectoryName(target)!;
        files.CreateFolder(folder);
        files.Rename(path, target);
        files.SyncFolder(folder);
    }
}
